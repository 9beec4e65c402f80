// The conversation in sight, or the app's own pages.

import { drawBlocks } from "./blocks.js";
import { h, icon, sync } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { clock, date, day } from "./time.js";

export class Talk {
  constructor(app) {
    this.app = app;
    this.root = document.getElementById("main");
    this.drafts = new Map();
    this.last = "";
  }

  draw() {
    const { app } = this;
    const home = app.inApp && app.tab === "home";
    const parts = ["head", home ? "home" : "log", ...(home ? [] : ["composer"])];
    sync(this.root, parts, {
      key: (name) => `${name} ${name === "home" ? app.as : `${app.as} ${app.place}`}`,
      mark: (name) => JSON.stringify(this.mark(name)),
      draw: (name) => this[name](),
    });
    if (!home) this.fillLog();
  }

  mark(name) {
    const { app } = this;
    if (name === "home") return [app.language, app.sight.home?.hash];
    return [name, app.language, app.tab];
  }

  head() {
    const { app } = this;
    const title = h("h1", {}, app.inApp ? app.names.bot.name : [icon("hash"), app.names.rooms[app.place]].flat());
    if (!app.inApp) return h("header", { class: "talk-head" }, title);
    const tabs = ["home", "messages"].map((tab) =>
      h("button", {
        type: "button", "aria-current": app.tab === tab ? "page" : null, "data-focus": `tab-${tab}`, on: { click: () => app.go("app", tab) },
      }, app.t(`app.${tab}`)));
    return h("header", { class: "talk-head" }, title, h("nav", { class: "tabs", "aria-label": app.t("app.tabs") }, tabs));
  }

  // Home

  home() {
    const { app } = this;
    const { home } = app.sight;
    if (!home) return h("div", { class: "home" }, h("p", { class: "quiet" }, app.t("home.none")));
    const scene = {
      ...app.scene("home"),
      heading: "h2",
      values: home.values,
      act: (block, element, value) => app.deed({ do: "press-home", block: block.block_id, action: element.action_id, value }),
    };
    return h("div", { class: "home" }, this.toPreview(), drawBlocks(home.blocks, scene));
  }

  // Not of Slack: the way to the page on which a physiotherapist sees programmes as colleagues do.
  toPreview() {
    const { app } = this;
    if (app.names.cast.find((one) => one.id === app.as)?.part !== "physio") return null;
    const href = `/preview#language=${app.language}`;
    return h("p", { class: "to-preview" }, h("a", { href, target: "_blank", rel: "noopener", "data-focus": "preview" }, app.t("home.preview")));
  }

  // Messages

  log() {
    const { app } = this;
    const name = app.roomName(app.place);
    return h("div", { class: "log", role: "log", tabindex: "0", "aria-label": app.t("log", { place: name }), "data-focus": "log" });
  }

  fillLog() {
    const { app } = this;
    const { messages, me } = app.sight;
    const log = this.root.querySelector(".log");
    const rows = messages.flatMap((message, index) => {
      const on = date(Number(message.ts), me.zone);
      const before = index ? date(Number(messages[index - 1].ts), me.zone) : null;
      return on === before ? [message] : [{ ts: `day ${on}`, day: Number(message.ts) }, message];
    });
    const opened = !log.hasChildNodes();
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    const shown = rows.length ? rows : [{ ts: "none" }];
    sync(log, shown, {
      key: (row) => row.ts,
      mark: (row) => JSON.stringify([row, app.language]),
      draw: (row) => (row.day ? this.day(row.day) : row.channel ? this.message(row) : h("p", { class: "quiet" }, app.t("log.none"))),
    });
    const last = messages.at(-1)?.ts ?? "";
    if (opened || (last !== this.last && atEnd)) log.scrollTop = log.scrollHeight;
    this.last = last;
  }

  day(seconds) {
    return h("p", { class: "day" }, h("span", {}, day(seconds, this.app.sight.me.zone, this.app.language)));
  }

  message(message) {
    const { app } = this;
    const name = message.bot ? app.names.bot.name : app.names.people[message.by];
    const scene = {
      ...app.scene("message"),
      act: (block, element, value) =>
        app.deed({ do: "press", place: message.channel, ts: message.ts, block: block.block_id, action: element.action_id, value }),
    };
    const words = message.blocks.length
      ? drawBlocks(message.blocks, scene)
      : h("div", { class: "block" }, ...mrkdwn(message.text, app.names));
    return h("article", { class: `message${message.only ? " only" : ""}`, "data-ts": message.ts },
      message.only ? h("p", { class: "only-you" }, icon("eye"), app.t("only-you")) : null,
      h("div", { class: `avatar ${message.bot ? "bot" : "person"}`, "aria-hidden": "true" }, message.bot ? "" : name[0].toUpperCase()),
      h("div", { class: "message-body" },
        h("p", { class: "by" }, h("strong", {}, name), message.bot ? h("span", { class: "badge" }, app.t("app")) : null,
          h("time", {}, clock(Number(message.ts), app.sight.me.zone, app.language)),
          message.edited ? h("span", { class: "quiet" }, ` (${app.t("edited")})`) : null),
        words,
        message.files.map((file) => this.file(file))));
  }

  file(file) {
    const { app } = this;
    if (!file.there) return h("p", { class: "file quiet" }, app.t("file.gone"));
    const address = `/files/${file.id}?${new URLSearchParams({ as: app.as })}`;
    const size = app.t("file.size", { size: Math.max(1, Math.round(file.size / 1024)) });
    const head = h("p", { class: "file-head" }, h("strong", {}, file.title || file.name), h("span", { class: "quiet" }, ` ${file.name}, ${size} `));
    if (file.kind.startsWith("image/")) {
      return h("figure", { class: "file" }, head, h("img", { src: address, alt: file.alt || file.title }));
    }
    const read = file.kind === "text/html" ? address.replace("/files/", "/pages/") : null;
    return h("div", { class: "file" }, head, file.peek ? h("pre", { class: "peek", tabindex: "0" }, file.peek) : null,
      h("p", { class: "file-links" },
        read ? h("a", { href: read, target: "_blank", rel: "noopener" }, app.t("file.read", { name: file.name })) : null,
        h("a", { href: address, download: file.name }, app.t("file.open", { name: file.name }))));
  }

  // Typing

  composer() {
    const { app } = this;
    const key = `${app.as} ${app.place}`;
    const place = app.inApp ? app.sight.app.id : app.place;
    const input = h("input", {
      type: "text", autocomplete: "off", "data-focus": "say", "aria-label": app.t("say", { place: app.roomName(app.place) }),
      placeholder: app.t("say.hint"), value: this.drafts.get(key) ?? "",
      on: { input: () => this.drafts.set(key, input.value) },
    });
    const send = async (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (!text) return;
      input.value = "";
      this.drafts.delete(key);
      this.root.querySelector(".log").scrollTop = this.root.querySelector(".log").scrollHeight;
      await app.deed({ do: "say", place, text });
    };
    return h("form", { class: "composer", on: { submit: send } }, input,
      h("button", { type: "submit", class: "plain", "aria-label": app.t("say.send") }, icon("send")));
  }
}
