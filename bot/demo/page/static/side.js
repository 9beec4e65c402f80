// The side bar: channels and the app, and where something new stands.

import { h, icon, sync } from "./dom.js";

const STATUSES = ["none", "meeting", "away", "quiet"];

export class Side {
  constructor(app) {
    this.app = app;
    this.root = document.getElementById("side");
    this.seen = new Map();
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.fold(true));
  }

  draw() {
    const { app } = this;
    const { rooms, me } = app.sight;
    this.root.setAttribute("aria-label", app.t("side"));
    const all = [...rooms, { ...app.sight.app, app: true }];
    for (const room of all) {
      const key = `${app.as}/${room.id}`;
      const here = room.app ? app.inApp && app.tab === "messages" : room.id === app.place;
      if (here || !this.seen.has(key)) this.seen.set(key, room.last);
    }
    sync(this.root, ["head", "channels", "apps", "foot"], {
      key: (name) => name,
      mark: (name) => JSON.stringify([name, app.language, app.as, app.place, name === "head" ? me : all.map((one) => [one, this.isNew(one)])]),
      draw: (name) => this[name](rooms),
    });
  }

  isNew(room) {
    return (this.seen.get(`${this.app.as}/${room.id}`) ?? "") < room.last;
  }

  head() {
    const { app } = this;
    const { me } = app.sight;
    return h("div", { class: "side-head" }, h("p", { class: "me" }, h("strong", {}, me.name)), this.status(me),
      h("button", { type: "button", class: "plain side-close", "aria-label": app.t("menu.close"), on: { click: () => this.fold(true) } }, icon("close")));
  }

  // What Slack says of the visitor; the bot keeps their own prompts back by it.
  status(me) {
    const { app } = this;
    const select = h("select", { id: "status", "data-focus": "status", on: { change: () => app.deed({ do: "status", value: select.value }) } },
      STATUSES.map((name) => h("option", { value: name, selected: name === me.status }, app.t(`status.${name}`))));
    return h("div", { class: "status" }, h("label", { for: "status" }, app.t("status")), select,
      me.status === "none" ? null : h("p", {}, app.t("status.waits")));
  }

  foot() {
    return h("p", { class: "side-foot" }, this.app.t("made-up"));
  }

  channels(rooms) {
    const { app } = this;
    const items = rooms.map((room) => this.item(room, [icon(room.private ? "lock" : "hash"), room.name], room.id === app.place, () => app.go(room.id)));
    return h("div", { class: "side-group" }, h("h2", {}, app.t("side.channels")),
      rooms.length ? h("ul", {}, items) : h("p", { class: "quiet" }, app.t("side.none")));
  }

  apps() {
    const { app } = this;
    const bot = this.item(app.sight.app, [h("span", { class: "avatar bot small", "aria-hidden": "true" }), app.names.bot.name], app.inApp, () => app.go("app"));
    return h("div", { class: "side-group" }, h("h2", {}, app.t("side.apps")), h("ul", {}, bot));
  }

  item(room, words, here, go) {
    const fresh = !here && this.isNew(room);
    const open = () => {
      this.fold(false);
      go();
    };
    return h("li", {}, h("button", {
      type: "button", "aria-current": here ? "page" : null, "data-focus": `side-${room.id}`, on: { click: open },
    }, ...words, fresh ? h("span", { class: "fresh" }, this.app.t("side.new")) : null));
  }

  // On a narrow screen the list lies over the page.
  fold(back) {
    if (!document.body.hasAttribute("data-side")) return;
    document.body.removeAttribute("data-side");
    const button = document.querySelector(".menu-button");
    button?.setAttribute("aria-expanded", "false");
    if (back) button?.focus();
    else document.getElementById("main").focus();
  }
}
