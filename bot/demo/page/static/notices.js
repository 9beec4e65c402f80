// What the page itself has to say: the clock's journey, a tip per role, and what went wrong.

import { h, icon, say, sync } from "./dom.js";
import { remember, remembered } from "./keep.js";
import { clock, day } from "./time.js";

const LONG = 2 * 24 * 3600;

export class Notices {
  constructor(app) {
    this.app = app;
    this.root = document.getElementById("notices");
    this.moving = false;
  }

  draw() {
    const { app } = this;
    const names = ["lost", "trouble", "clock", "moving", "over", "hint"].filter((name) => this[`has_${name}`]());
    sync(this.root, names, {
      key: (name) => name,
      mark: (name) => JSON.stringify([name, app.language, this[`mark_${name}`]?.()]),
      draw: (name) => this[`draw_${name}`](),
    });
    this.progress();
  }

  progress() {
    const time = this.app.sight?.clock;
    if (!time) return;
    const bar = this.root.querySelector("progress");
    if (bar && time.moving) bar.value = (time.now - time.moving.from) / Math.max(1, time.moving.to - time.moving.from);
    if (this.moving && !time.moving) say(this.app.t("clock.arrived", { when: this.when(time) }));
    this.moving = Boolean(time.moving);
  }

  when(time) {
    return `${day(time.now, time.zone, this.app.language)}, ${clock(time.now, time.zone, this.app.language)}`;
  }

  has_lost() {
    return this.app.lost;
  }

  draw_lost() {
    return h("p", { class: "notice bad", role: "alert" }, this.app.t("reload"));
  }

  has_trouble() {
    return Boolean(this.app.trouble);
  }

  mark_trouble() {
    return this.app.trouble;
  }

  draw_trouble() {
    const { app } = this;
    const close = () => {
      app.trouble = null;
      app.render();
    };
    return h("div", { class: "notice bad", role: "alert" }, h("p", {}, app.trouble),
      h("button", { type: "button", class: "plain", "aria-label": app.t("toast.close"), on: { click: close } }, icon("close")));
  }

  has_clock() {
    return Boolean(this.app.sight?.clock.trouble);
  }

  draw_clock() {
    return h("p", { class: "notice bad", role: "alert" }, this.app.t("clock.trouble", { error: this.app.sight.clock.trouble }));
  }

  // A short way is over before anybody has read that it began.
  has_moving() {
    const moving = this.app.sight?.clock.moving;
    return Boolean(moving && moving.to - moving.from > LONG);
  }

  draw_moving() {
    const { app } = this;
    return h("div", { class: "notice moving" },
      h("p", {}, app.t("clock.moving")),
      h("progress", { max: 1, "aria-label": app.t("clock.progress") }),
      h("button", { type: "button", class: "button", "data-focus": "stop", on: { click: () => app.move("stop") } }, app.t("clock.stop")));
  }

  has_over() {
    return Boolean(this.app.sight && !this.app.sight.clock.pause);
  }

  draw_over() {
    const { app } = this;
    if (!app.names.run) return h("p", { class: "notice" }, app.t("clock.over"));
    return h("div", { class: "notice" }, h("p", {}, app.t("clock.over")),
      h("button", { type: "button", class: "button", "data-focus": "again", on: { click: () => app.again() } }, app.t("clock.again")));
  }

  part() {
    return this.app.names.cast.find((one) => one.id === this.app.as)?.part;
  }

  has_hint() {
    return Boolean(this.app.sight) && this.part() !== "guest" && remembered(`hint.${this.part()}`) !== "closed";
  }

  mark_hint() {
    return this.part();
  }

  draw_hint() {
    const { app } = this;
    const part = this.part();
    const close = () => {
      remember(`hint.${part}`, "closed");
      app.render();
      document.getElementById("main").focus();
    };
    return h("section", { class: "notice tip", "aria-label": app.t("hint") }, h("p", {}, h("strong", {}, `${app.t("hint")}: `), app.t(`hint.${part}`)),
      h("button", { type: "button", class: "plain", "aria-label": app.t("hint.close"), on: { click: close } }, icon("close")));
  }
}
