// Block Kit, for exactly the blocks that the bot may send; anything else is drawn as an error.

import { h } from "./dom.js";
import { choice, field } from "./elements.js";
import { emoji, mrkdwn, unescaped } from "./mrkdwn.js";

// `scene` says how to speak (`t`, `language`), who is who (`names`), who looks (`as`), what was
// filled in (`values`) and what is wrong with it (`errors`), and what a press does (`act`).
export function drawBlocks(blocks, scene) {
  return blocks.map((block) => (BLOCKS[block.type] ?? unknown)(block, scene));
}

export function text(object, scene) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, scene.names) : [document.createTextNode(emoji(object.text))];
}

const BLOCKS = {
  section(block, scene) {
    const words = h("div", { class: "section-words" });
    if (block.text) words.append(h("div", {}, ...text(block.text, scene)));
    if (block.fields) {
      words.append(h("div", { class: "fields" }, block.fields.map((one) => h("div", {}, ...text(one, scene)))));
    }
    const beside = block.accessory
      ? h("div", { class: "accessory" }, block.accessory.type === "image" ? picture(block.accessory, scene) : choice(block, block.accessory, scene))
      : null;
    return h("div", { class: "block section" }, words, beside);
  },
  header(block, scene) {
    return h(scene.heading ?? "h3", { class: "block header" }, ...text(block.text, scene));
  },
  divider() {
    return h("hr", { class: "block" });
  },
  context(block, scene) {
    const drawn = block.elements.map((one) => (one.type === "image" ? picture(one, scene) : h("span", {}, ...text(one, scene))));
    return h("div", { class: "block context" }, drawn);
  },
  actions(block, scene) {
    return h("div", { class: "block actions" }, block.elements.map((one) => choice(block, one, scene)));
  },
  image(block, scene) {
    return h("figure", { class: "block image" }, picture(block, scene), block.title ? h("figcaption", {}, ...text(block.title, scene)) : null);
  },
  input(block, scene) {
    return scene.surface === "modal" ? field(block, scene) : unknown(block, scene);
  },
};

function unknown(block, scene) {
  return h("div", { class: "block broken", role: "note" }, scene.t("unknown.block", { type: String(block.type) }));
}

function picture(image, scene) {
  // The preview has films of its own, and says itself where one is not there yet.
  if (scene.picture) return scene.picture(image);
  const source = here(image, scene);
  if (source) return h("img", { src: source, alt: unescaped(image.alt_text) });
  return h("span", { class: "elsewhere", role: "img", "aria-label": image.alt_text }, image.alt_text, h("small", {}, scene.t("picture.elsewhere")));
}

// Where this machine has a picture itself; null where it would have to come from elsewhere.
function here(image, scene) {
  const file = image.slack_file?.id ?? /\/files\/([^/]+)\//.exec(image.slack_file?.url ?? "")?.[1];
  if (file) return `/files/${file}?${new URLSearchParams({ as: scene.as })}`;
  const given = image.image_url ?? "";
  const address = given && URL.canParse(given, location.origin) ? new URL(given, location.origin) : null;
  return address?.origin === location.origin ? address.pathname + address.search : null;
}
