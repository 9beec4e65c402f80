// Notifications as a lock screen shows them: the neutral text of a message, and nothing else.

import { h, icon } from "./dom.js";
import { unescaped } from "./mrkdwn.js";

const STAY = 8000;
const MOST = 3;
const LENGTH = 110;
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
    if (this.owner !== app.as) this.root.replaceChildren();
    this.owner = app.as;
    // Nobody wants four weeks of notifications, nor those of before they came.
    if (before === undefined || (clock.moving && clock.moving.to - clock.moving.from > LONG)) return;
    for (const one of newest) if (Number(one.ts) > Number(before) && !this.quiet(one)) this.show(one);
  }

  // Slack tells of no message that only one person sees, nor of an answer one is reading.
  quiet(message) {
    const { app } = this;
    return message.only || (message.channel === app.sight.app.id && app.inApp && app.tab === "messages");
  }

  show(message) {
    const { app } = this;
    const where = message.channel === app.sight.app.id ? app.names.bot.name : app.t("toast.in", { place: app.roomName(message.channel) });
    const words = unescaped(message.text.replace(/[*_~`]/g, ""));
    const close = () => toast.remove();
    const toast = h("div", { class: "toast" },
      h("p", {}, h("strong", {}, where), h("br"), words.length > LENGTH ? `${words.slice(0, LENGTH)}…` : words),
      h("button", { type: "button", class: "plain", "aria-label": app.t("toast.close"), on: { click: close } }, icon("close")));
    this.root.append(toast);
    while (this.root.children.length > MOST) this.root.firstChild.remove();
    setTimeout(close, STAY);
  }
}
