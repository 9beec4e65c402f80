// Notifications as a lock screen shows them: the neutral text of a message, and nothing else.

import { h, icon } from "./dom.js";

const STAY = 8000;
const MOST = 3;
const LONG = 2 * 24 * 3600;

export class Toasts {
  constructor(app) {
    this.app = app;
    this.root = document.getElementById("toasts");
    this.newest = new Map();
  }

  draw() {
    const { app } = this;
    const { newest, clock } = app.sight;
    const last = newest.at(-1)?.ts ?? "0";
    const before = this.newest.get(app.as);
    this.newest.set(app.as, last);
    // Nobody wants four weeks of notifications, nor those of before they came.
    if (before === undefined || (clock.moving && clock.moving.to - clock.moving.from > LONG)) return;
    for (const one of newest) if (Number(one.ts) > Number(before)) this.show(one);
  }

  show(message) {
    const { app } = this;
    const where = message.only ? app.t("toast.private") : app.t("toast.in", { place: app.roomName(message.channel) });
    const close = () => toast.remove();
    const toast = h("div", { class: "toast" },
      h("p", {}, h("strong", {}, where), h("br"), message.text),
      h("button", { type: "button", class: "plain", "aria-label": app.t("toast.close"), on: { click: close } }, icon("close")));
    this.root.append(toast);
    while (this.root.children.length > MOST) this.root.firstChild.remove();
    setTimeout(close, STAY);
  }
}
