// The page: what it knows, what changes it, and who draws which part.

import { Bar } from "./bar.js";
import { Calls } from "./calls.js";
import { h } from "./dom.js";
import { remembered, remember } from "./keep.js";
import { Kept } from "./kept.js";
import { Modal } from "./modal.js";
import { unescaped } from "./mrkdwn.js";
import { ask, post, watch } from "./net.js";
import { Notices } from "./notices.js";
import { Side } from "./side.js";
import { Talk } from "./talk.js";
import { Toasts } from "./toasts.js";
import { knows, load, speaker } from "./words.js";

const APP = "app";
const SOON = 500;

class App {
  constructor(names) {
    this.names = names;
    this.as = names.cast[0].id;
    this.place = null;
    this.tab = "home";
    this.pane = null;
    this.chosen = remembered("language");
    this.sight = null;
    this.lost = false;
    this.number = 0;
    this.unwatch = () => {};
    this.parts = [new Bar(this), new Notices(this), new Side(this), new Talk(this), new Modal(this), new Toasts(this), new Kept(this), new Calls(this)];
    document.getElementById("pane").addEventListener("keydown", (event) => event.key === "Escape" && this.closePane());
    this.open();
  }

  // Who looks, and in which language

  get language() {
    return this.chosen ?? (this.sight?.me.locale.startsWith("nl") ?? true ? "nl" : "en");
  }

  get t() {
    return speaker(this.language);
  }

  // What Slack's client says, in the reader's language where we have the words.
  client(error) {
    const number = /-?\d+(\.\d+)?(?=\D*$)/.exec(error)?.[0];
    const key = `client.${number ? error.replace(number, "#") : error}`;
    return knows(key) ? this.t(key, { number }) : error;
  }

  roomName(id) {
    return id in this.names.rooms ? `#${this.names.rooms[id]}` : this.names.bot.name;
  }

  get inApp() {
    return this.place === APP;
  }

  scene(surface) {
    return {
      surface,
      t: this.t,
      language: this.language,
      names: this.names,
      as: this.as,
      sure: (asked) => this.sure(asked.title.text, asked.text.text, asked.confirm.text, asked.deny.text, asked.style),
    };
  }

  // Changes

  open() {
    this.unwatch();
    this.unwatch = watch(this.as, this.place ?? "", (told) => this.see(told), () => this.miss());
  }

  // Sights come by two ways, and an older one may come later.
  see({ number, sight }) {
    this.lost = false;
    if (number < this.number || sight.me.id !== this.as) return;
    this.number = number;
    this.sight = sight;
    if (this.place === null || (!this.inApp && sight.place === null)) {
      this.place = sight.rooms[0]?.id ?? APP;
      this.open();
      return;
    }
    this.render();
  }

  miss() {
    this.lost = true;
    this.render();
  }

  become(user) {
    this.as = user;
    this.sight = null;
    if (!this.inApp) this.place = null;
    else if (this.tab === "home") this.deed({ do: "open-home", tab: "home" });
    this.open();
  }

  go(place, tab = "home") {
    const other = place !== this.place;
    this.place = place;
    this.tab = tab;
    if (place === APP) this.deed({ do: "open-home", tab });
    if (other) this.open();
    else this.render();
  }

  show(pane) {
    if (this.pane === pane) return this.closePane();
    this.pane = pane;
    this.render();
  }

  closePane() {
    const opener = `[data-pane="${this.pane}"]`;
    const root = document.getElementById("pane");
    const inside = root.contains(document.activeElement);
    this.pane = null;
    root.hidden = true;
    this.render();
    if (inside) document.querySelector(opener)?.focus();
  }

  speak(language) {
    this.chosen = language;
    remember("language", language);
    this.render();
  }

  // Resolves to what the person notices: `errors` under fields, or what the client says.
  async deed(deed) {
    try {
      const done = await post("/deeds", { as: this.as, at: this.place ?? "", ...deed });
      if (!done.ok && done.error && !deed.view) this.fail(this.client(done.error));
      this.see(done);
      this.refresh();
      return done;
    } catch (error) {
      this.fail(this.t("deed.failed", { error: error.message }));
      return null;
    }
  }

  move(to) {
    post("/clock", { to, as: this.as }).catch((error) => this.fail(this.t("deed.failed", { error: error.message })));
  }

  // A world that begins anew: it is there once the names come from another run.
  async again() {
    await post("/restart", {}).catch(() => null);
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, SOON));
      const names = await ask("/cast").catch(() => null);
      if (names && names.run !== this.names.run) return location.reload();
    }
  }

  fail(sentence) {
    this.trouble = sentence;
    this.render();
  }

  render() {
    document.documentElement.lang = this.language;
    document.getElementById("skip").textContent = this.t("skip");
    document.title = this.t("title");
    if (!this.sight) {
      this.parts[1].draw();
      return;
    }
    for (const part of this.parts) part.draw();
  }

  refresh() {
    for (const part of this.parts) part.refresh?.();
  }

  // Ask first; resolves to whether the answer was yes.
  sure(title, words, yes, no, style = "") {
    return new Promise((answer) => {
      const dialog = h("dialog", { class: "modal sure", "aria-labelledby": "sure-title", "aria-describedby": "sure-words" });
      const end = (value) => {
        dialog.close();
        dialog.remove();
        answer(value);
      };
      dialog.addEventListener("cancel", (event) => (event.preventDefault(), end(false)));
      dialog.append(
        h("header", {}, h("h2", { id: "sure-title" }, unescaped(title))),
        h("p", { class: "modal-body", id: "sure-words" }, unescaped(words)),
        h("footer", {},
          h("button", { type: "button", class: "button", on: { click: () => end(false) } }, no),
          h("button", { type: "button", class: `button ${style || "primary"}`, on: { click: () => end(true) } }, yes)),
      );
      document.body.append(dialog);
      dialog.showModal();
    });
  }
}

await load();
new App(await ask("/cast"));
document.body.dataset.ready = "";
