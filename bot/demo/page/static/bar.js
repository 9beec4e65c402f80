// The demo's own bar: who the visitor is, the clock, the panes, language and theme.

import { h, icon, sync } from "./dom.js";
import { remember } from "./keep.js";
import { clock, day, shortDay } from "./time.js";

const PARTS = ["employee", "hr", "physio", "guest"];
const MOVES = ["pause", "minutes", "tomorrow", "weeks"];

export class Bar {
  constructor(app) {
    this.app = app;
    this.root = document.getElementById("bar");
  }

  draw() {
    const { app } = this;
    const { clock: time, me } = app.sight;
    const shared = [app.language, app.as];
    sync(this.root, ["menu", "who", "clock", "more", "panes", "look"], {
      key: (name) => name,
      mark: (name) => JSON.stringify({
        menu: [...shared],
        who: [...shared],
        clock: [...shared, time.now, Boolean(time.moving), time.pause, me.zone],
        more: [...shared],
        panes: [...shared, app.pane],
        look: [...shared, theme()],
      }[name]),
      draw: (name) => this[name](),
    });
  }

  menu() {
    const { app } = this;
    const toggle = () => {
      const open = document.body.toggleAttribute("data-side");
      button.setAttribute("aria-expanded", String(open));
      if (open) document.querySelector("#side button")?.focus();
    };
    const button = h("button", {
      type: "button", class: "plain menu-button", "aria-label": app.t("menu"), "aria-controls": "side",
      "aria-expanded": String(document.body.hasAttribute("data-side")), "data-focus": "menu", on: { click: toggle },
    }, icon("menu"));
    return button;
  }

  who() {
    const { app } = this;
    const { cast } = app.names;
    const select = h("select", { id: "who", "data-focus": "who", on: { change: () => app.become(select.value) } },
      PARTS.map((part) => h("optgroup", { label: app.t(`part.${part}`) },
        cast.filter((one) => one.part === part).map((one) =>
          h("option", { value: one.id, selected: one.id === app.as }, `${one.name} · ${app.t(`about.${one.id}`)}`)))));
    return h("div", { class: "who" }, h("label", { for: "who" }, app.t("who")), select);
  }

  clock() {
    const { app } = this;
    const { clock: time } = app.sight;
    const buttons = MOVES.map((to) =>
      h("button", {
        type: "button", class: to === "pause" ? "button primary" : "button", "data-focus": `clock-${to}`, "data-move": to,
        disabled: Boolean(time.moving) || (to === "pause" && !time.pause), on: { click: () => app.move(to) },
      }, app.t(`clock.${to}`)));
    const at = clock(time.now, time.zone, app.language);
    const now = h("p", { class: "now" },
      h("span", { class: "now-word" }, app.t("clock.now")), " ",
      h("time", { datetime: new Date(time.now * 1000).toISOString() },
        h("span", { class: "long" }, day(time.now, time.zone, app.language)),
        h("span", { class: "brief" }, shortDay(time.now, time.zone, app.language)), " ", h("strong", {}, at)));
    return h("div", { class: "clock" }, now, h("div", { class: "moves", role: "group", "aria-label": app.t("clock") }, buttons));
  }

  // On a narrow screen the rest of the bar folds away behind this.
  more() {
    const { app } = this;
    const toggle = () => button.setAttribute("aria-expanded", String(document.body.toggleAttribute("data-more")));
    const button = h("button", {
      type: "button", class: "button more", "data-focus": "more", "aria-controls": "bar",
      "aria-expanded": String(document.body.hasAttribute("data-more")), on: { click: toggle },
    }, app.t("bar.more"));
    return button;
  }

  panes() {
    const { app } = this;
    return h("div", { class: "panes" }, ["kept", "calls"].map((name) =>
      h("button", {
        type: "button", class: "button", "data-focus": `pane-${name}`, "data-pane": name, "aria-expanded": String(app.pane === name),
        "aria-controls": "pane", on: { click: () => this.show(name) },
      }, app.t(name))));
  }

  show(name) {
    document.body.removeAttribute("data-more");
    document.querySelector(".more").setAttribute("aria-expanded", "false");
    this.app.show(name);
  }

  look() {
    const { app } = this;
    const languages = ["nl", "en"].map((one) =>
      h("button", {
        type: "button", lang: one, "aria-pressed": String(app.language === one), "data-focus": `language-${one}`,
        "aria-label": one === "nl" ? "Nederlands" : "English", on: { click: () => app.speak(one) },
      }, one.toUpperCase()));
    const other = theme() === "dark" ? "light" : "dark";
    const light = h("button", { type: "button", class: "plain theme", "data-focus": "theme", on: { click: () => this.turn(other) } }, app.t(`theme.${other}`));
    return h("div", { class: "look" }, h("div", { class: "languages", role: "group", "aria-label": app.t("language") }, languages), light);
  }

  turn(to) {
    document.documentElement.dataset.theme = to;
    remember("theme", to);
    this.app.render();
  }
}

function theme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
}
