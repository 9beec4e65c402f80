// A film where the bot would show one: moving, standing still, or not drawn yet.

import { h } from "./dom.js";

const FILM = "film:";

export function drawFilm(image, page) {
  const name = image.image_url.slice(FILM.length);
  const source = page.source.film(name, page.data);
  const { size } = page.source;
  if (!source) return instead(image, page.t(page.data.waiting ? "drawing" : "undrawn"));
  const place = h("span", { class: "film", "data-waiting": page.t("drawing") });
  const shape = { width: size[0], height: size[1] };
  const img = h("img", { ...shape, alt: image.alt_text, "data-film": name });
  const still = h("canvas", { ...shape, role: "img", "aria-label": image.alt_text, "data-film": name });
  img.addEventListener("load", () => {
    place.removeAttribute("data-waiting");
    // Of a film the first picture is drawn: what somebody sees who has animation turned off.
    if (page.chosen.still) still.getContext("2d").drawImage(img, 0, 0, size[0], size[1]);
  });
  img.addEventListener("error", () => place.replaceWith(instead(image, page.t("undrawn"))));
  img.src = source;
  place.append(page.chosen.still ? still : img);
  return place;
}

function instead(image, words) {
  return h("span", { class: "elsewhere", role: "img", "aria-label": image.alt_text }, image.alt_text, h("small", {}, words));
}
