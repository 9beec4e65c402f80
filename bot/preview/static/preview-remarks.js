// What the checks say: of the screen in sight, and of all files that it rests on.

import { h } from "./dom.js";

export function remarks(page) {
  const all = page.of(page.data.findings);
  const drawn = [h("h2", { id: "remarks-title" }, page.t("findings.heading"))];
  if (page.showable()) {
    const here = page.about(page.screen);
    drawn.push(h("section", { "aria-labelledby": "here-title" },
      h("h3", { id: "here-title" }, page.t("findings.here")),
      here.length ? list(here, page) : h("p", { class: "quiet" }, page.t("findings.none-here"))));
  }
  drawn.push(rest(all, page));
  if (page.language === "nl" && all.some((one) => one.english)) drawn.push(h("p", { class: "quiet" }, page.t("findings.english")));
  return drawn;
}

// All of them: open where there is an error, or where the reader opened it.
function rest(all, page) {
  if (!all.length) return h("p", { class: "quiet" }, page.t("findings.none"));
  const node = h("details", { open: page.opened ?? (page.data.errors > 0 || !page.showable()) },
    h("summary", { "data-focus": "rest" }, page.t("findings.rest", { count: all.length })), list(all, page));
  node.addEventListener("toggle", () => (page.opened = node.open));
  return node;
}

function list(found, page) {
  return h("ul", { class: "found" }, found.map((one) => h("li", { class: one.level === "error" ? "bad" : null },
    h("p", {}, h("strong", {}, `${page.t(`findings.${one.level}`)}: `),
      h("span", { lang: one.english ? "en" : null }, ...coded(one.message))),
    h("p", { class: "at" }, h("code", {}, `${one.file}:${one.line}:${one.column}`), " ", h("code", {}, one.code)))));
}

// `so` in a sentence is code.
function coded(text) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 ? h("code", {}, part) : part));
}
