// The preview: a programme as colleagues will see it, with what the checks say beside each screen.

import { drawBlocks } from "./blocks.js";
import { focusOn, h, say } from "./dom.js";
import { Chosen } from "./preview-chosen.js";
import { drawFilm } from "./preview-films.js";
import { remarks } from "./preview-remarks.js";
import { begin } from "./preview-source.js";

const LANGUAGES = ["nl", "en"];
const VARIANTS = ["usual", "easier", "seated"];

class Preview {
  constructor(source) {
    this.source = source;
    this.chosen = new Chosen();
    this.told = { notice: null, foot: null };
    document.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("hashchange", () => (this.chosen.read(), this.draw()));
  }

  // New data of the same file, or of another; the place stays where there is one.
  take(data) {
    this.data = data;
    this.shown = data.shown ?? data.before;
    this.draw();
  }

  t(key, values = {}) {
    const text = this.source.words[this.language][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  get language() {
    return LANGUAGES.includes(this.chosen.language) ? this.chosen.language : "nl";
  }

  of(both) {
    return both[this.language];
  }

  time(seconds) {
    const minutes = Math.floor(seconds / 60);
    const rest = seconds % 60;
    if (!minutes) return this.t("seconds", { seconds });
    return rest ? this.t("both", { minutes, seconds: rest }) : this.t("minutes", { minutes });
  }

  // Where we are: what was chosen, where that still exists

  get sessions() {
    return this.shown.sessions.filter((one) => this.shown.runs.some((run) => run.session === one.id));
  }

  get session() {
    return this.sessions.find((one) => one.id === this.chosen.session) ?? this.sessions[0];
  }

  get runs() {
    const { protocols } = this.shown;
    const protocol = protocols.find((one) => one.id === this.chosen.protocol) ?? protocols[0];
    return this.shown.runs.filter((run) => run.session === this.session.id && run.protocol === protocol.id);
  }

  get run() {
    return this.runs.find((run) => run.variant === this.chosen.variant) ?? this.runs[0];
  }

  get at() {
    return Math.min(Math.max(0, this.chosen.screen), this.run.screens.length - 1);
  }

  get screen() {
    return this.run.screens[this.at];
  }

  get view() {
    return this.shown.views[this.of(this.screen.view)];
  }

  go(at) {
    const to = Math.min(Math.max(0, at), this.run.screens.length - 1);
    if (to === this.at) return;
    this.choose({ screen: to });
    say(`${this.t("place", { number: to + 1, total: this.run.screens.length })}: ${this.called(this.screen)}`);
  }

  choose(changes) {
    this.chosen.change(changes);
    this.draw();
  }

  // Another variant of the same exercise has other screens: its first one, as in Slack.
  turn(variant, exercise = this.number(this.at)) {
    this.chosen.change({ variant });
    const screens = this.run.screens;
    const at = exercise ? screens.findIndex((_, index) => this.number(index) === exercise) : this.at;
    this.choose({ screen: Math.max(0, at) });
  }

  // Which of the exercises a screen shows, counted from 1; 0 where it shows none.
  number(at) {
    const screens = this.run.screens.slice(0, at + 1);
    if (screens[at]?.kind !== "step") return 0;
    return screens.filter((one, index) => one.kind === "step" && one.exercise !== screens[index - 1]?.exercise).length;
  }

  key(event) {
    const inside = event.target instanceof Element && event.target.closest("input, select, textarea");
    if (inside || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !this.showable()) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.go(this.at + step);
  }

  showable() {
    return this.shown && this.sessions.length > 0;
  }

  // Drawing

  draw() {
    const { data, chosen } = this;
    const focused = document.activeElement?.dataset?.focus;
    const body = document.querySelector(".modal-body");
    document.documentElement.lang = this.language;
    document.documentElement.dataset.theme = chosen.theme;
    const title = this.shown ? this.of(this.shown.title) : data.file ?? this.t("kind.file");
    document.title = this.t("tab", { title });
    document.getElementById("skip").textContent = this.t("skip");
    fill("top", this.top(title));
    fill("notices", this.notices());
    fill("choices", this.showable() ? this.choices() : [this.source.picker?.(this) ?? null]);
    fill("screens", this.showable() ? this.screens() : []);
    fill("sight", this.showable() ? this.sight() : []);
    fill("remarks", data.findings ? remarks(this) : []);
    fill("foot", this.told.foot ? [this.t(this.told.foot)] : []);
    document.body.dataset.stale = String(Boolean(this.shown && !data.shown));
    if (focused) focusOn(document, focused);
    this.keepScroll(body?.scrollTop);
  }

  // The same screen anew (another language, a changed file) stays where it was read.
  keepScroll(top) {
    const mark = this.showable() ? [this.run.session, this.run.variant, this.at].join(" ") : "";
    if (top && mark === this.mark) document.querySelector(".modal-body").scrollTop = top;
    this.mark = mark;
  }

  top(title) {
    const { chosen } = this;
    const kind = this.shown?.kind ?? "file";
    const whole = this.showable();
    const languages = LANGUAGES.map((one) =>
      h("button", { type: "button", lang: one, "aria-pressed": String(one === this.language), "data-focus": `language-${one}`, on: { click: () => this.choose({ language: one }) } }, one.toUpperCase()));
    const theme = chosen.theme === "dark" ? "light" : "dark";
    const motion = chosen.still ? "moving" : "still";
    return [
      h("div", { class: "title" },
        h("p", { class: "kind" }, this.t(`kind.${kind}`)),
        h("h1", {}, title),
        whole ? h("p", { class: "quiet" }, this.t("lead")) : null),
      h("div", { class: "look" },
        h("div", { class: "languages", role: "group", "aria-label": this.t("language") }, languages),
        h("button", { type: "button", class: "button", "data-focus": "theme", on: { click: () => this.choose({ theme }) } }, this.t(`theme.${theme}`)),
        whole ? h("button", { type: "button", class: "button", "data-focus": "motion", on: { click: () => this.choose({ still: !chosen.still }) } }, this.t(`motion.${motion}`)) : null),
    ];
  }

  notices() {
    const { data } = this;
    const told = [];
    const add = (kind, words) => told.push(h("p", { class: `notice ${kind}` }, words));
    if (this.told.notice) add("bad", this.t(this.told.notice));
    if (data.none) add("", this.t("none"));
    if (!data.findings) return told;
    if (!this.shown) add("bad", this.t("broken", { file: data.file }));
    else if (!data.shown) add("bad", this.t("stale"));
    else if (data.errors) add("bad", this.t("errors"));
    for (const session of data.shown?.sessions ?? []) {
      if (session.lacking.length) add("bad", this.t("lacking", { session: this.of(session.title), names: session.lacking.join(", ") }));
    }
    if (this.shown && !this.showable()) add("", this.t("empty"));
    if (data.unequipped) add("", this.t("unequipped"));
    return told;
  }

  choices() {
    const { shown, runs, run } = this;
    const chosen = [this.source.picker?.(this) ?? null];
    if (this.sessions.length > 1) {
      chosen.push(this.select("session", this.sessions.map((one) => [one.id, this.of(one.title)]), run.session));
    }
    if (shown.protocols.length > 1) {
      chosen.push(this.select("protocol", shown.protocols.map((one) => [one.id, this.of(one.title)]), run.protocol));
    }
    if (runs.length > 1) {
      const offered = VARIANTS.filter((one) => runs.some((each) => each.variant === one));
      const buttons = offered.map((one) =>
        h("button", { type: "button", "aria-pressed": String(one === run.variant), "data-focus": `variant-${one}`, on: { click: () => this.turn(one) } }, this.t(one)));
      chosen.push(h("div", { class: "choice" }, h("span", { class: "label", id: "variant" }, this.t("variant")),
        h("div", { class: "languages", role: "group", "aria-labelledby": "variant" }, buttons)));
    }
    return [...chosen, this.times()];
  }

  select(name, options, value) {
    const change = () => this.choose({ [name]: node.value, screen: 0 });
    const node = h("select", { id: name, "data-focus": name, on: { change } },
      options.map(([id, text]) => h("option", { value: id, selected: id === value }, text)));
    return h("div", { class: "choice" }, h("label", { class: "label", for: name }, this.t(name)), node);
  }

  times() {
    const { run, session } = this;
    const exercises = new Set(run.screens.map((one) => one.exercise).filter(Boolean));
    const words = [this.t(exercises.size > 1 ? "takes" : "takes-one", { time: this.time(run.seconds) })];
    const promise = run.variant === "usual" ? "promised" : "promised-seated";
    if (session.seconds) words.push(this.t(promise, { time: this.time(session.seconds) }));
    return h("p", { class: "times" }, words.join(" "));
  }

  called(screen) {
    if (screen.kind !== "step") return this.t(screen.kind);
    const name = this.of(screen.name);
    return screen.side ? this.t("sided", { name, side: this.t(`side.${screen.side}`) }) : name;
  }

  screens() {
    const items = this.run.screens.map((screen, index) => {
      const notes = this.about(screen).length;
      return h("li", {}, h("button", {
        type: "button", "aria-current": index === this.at ? "step" : null, "data-focus": `screen-${index}`, on: { click: () => this.go(index) },
      },
      h("span", { class: "called" }, this.called(screen)),
      screen.seconds ? h("span", { class: "long" }, this.time(screen.seconds)) : null,
      notes ? h("span", { class: "notes" }, this.t("notes", { count: notes })) : null));
    });
    return [h("h2", { id: "screens-title" }, this.t("screens")), h("ol", {}, items)];
  }

  // What is said of what a screen shows.
  about(screen) {
    const found = this.of(this.data.findings);
    if (screen.kind === "step") return found.filter((one) => one.exercise === screen.exercise);
    if (screen.kind === "introduction") return found.filter((one) => one.session === this.run.session);
    return [];
  }

  sight() {
    const { at, run, screen } = this;
    const total = run.screens.length;
    const move = (step, name) =>
      h("button", { type: "button", class: "button", disabled: at + step < 0 || at + step >= total, "data-focus": name, on: { click: () => this.go(at + step) } }, this.t(name));
    const words = [this.t("place", { number: at + 1, total })];
    if (screen.seconds) words.push(this.t("lasts", { time: this.time(screen.seconds) }));
    return [
      h("div", { class: "moves" }, h("p", {}, words.join(". ")), move(-1, "previous"), move(1, "next")),
      this.modal(),
      h("p", { class: "quiet keys" }, this.t("keys")),
    ];
  }

  modal() {
    const { view } = this;
    const fields = [];
    const scene = {
      surface: "modal",
      t: (key, values) => this.t(key, values),
      language: this.language,
      names: { people: {}, rooms: {} },
      fields,
      picture: (image) => drawFilm(image, this),
      act: (_, element) => this.act(element.action_id),
    };
    const body = h("div", { class: "modal-body", tabindex: "0", role: "group", "aria-labelledby": "modal-title", "data-focus": "modal-body" }, drawBlocks(view.blocks, scene));
    const leave = h("button", { type: "button", class: "button", "data-focus": "leave", on: { click: () => this.go(0) } }, view.close.text);
    const onward = view.submit ? h("button", { type: "submit", class: "button primary", "data-focus": "go" }, view.submit.text) : null;
    const submit = (event) => (event.preventDefault(), this.submit(fields));
    return h("div", { class: "modal", role: "group", "aria-labelledby": "modal-title" },
      h("form", { novalidate: true, on: { submit } },
        h("header", {}, h("h2", { id: "modal-title" }, view.title.text)), body, h("footer", {}, leave, onward)));
  }

  // The buttons of a screen do what they do in Slack.
  act(name) {
    const { stop, change } = this.source.acts;
    if (name === stop) this.go(this.run.screens.length - 1);
    if (name === change && this.screen.other) this.turn(this.screen.other);
  }

  submit(fields) {
    const picked = fields.map((one) => one.read()).find((value) => VARIANTS.includes(value));
    if (picked && picked !== this.run.variant) this.chosen.change({ variant: picked });
    this.go(this.at + 1);
  }

  // What the source has to say: a notice above, a word at the foot.
  tell(told) {
    if (Object.entries(told).every(([name, words]) => this.told[name] === words)) return;
    Object.assign(this.told, told);
    this.draw();
  }
}

function fill(id, children) {
  const node = document.getElementById(id);
  node.replaceChildren(...children.filter((child) => child !== null));
  node.hidden = !node.hasChildNodes();
}

await begin((source) => new Preview(source));
document.body.dataset.ready = "";
