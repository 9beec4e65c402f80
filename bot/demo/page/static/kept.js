// What does the bot keep? Every row of every table, explained, and a search through every byte.

import { h, icon, sync } from "./dom.js";
import { ask, post } from "./net.js";
import { keys, knows } from "./words.js";

const FEW = 5;
const OFTEN = 700;

export class Kept {
  constructor(app) {
    this.app = app;
    this.root = document.getElementById("pane");
    this.data = null;
    this.term = "";
    this.whole = new Set();
    this.timer = null;
  }

  get open() {
    return this.app.pane === "kept";
  }

  draw() {
    if (!this.open) return;
    this.refresh();
    this.show();
  }

  // Ask at most every so often: while the clock moves there are changes all the time.
  refresh() {
    if (!this.open || this.timer) return;
    this.timer = setTimeout(async () => {
      await this.fetch();
      this.timer = null;
    }, this.data ? OFTEN : 0);
  }

  async fetch() {
    const before = JSON.stringify(this.data);
    const { term } = this;
    let data = null;
    try {
      data = await ask(`/kept?${new URLSearchParams({ find: term })}`);
    } catch {
      return;
    }
    if (term !== this.term) return; // somebody typed on, and an answer to that is on its way
    this.data = data;
    if (this.open && JSON.stringify(this.data) !== before) this.show();
  }

  show() {
    const { app } = this;
    this.root.hidden = false;
    this.root.dataset.shows = "kept";
    this.root.setAttribute("aria-label", app.t("kept"));
    sync(this.root, ["kept-head", "kept-find", "kept-found", "kept-week", "kept-durable", "kept-files"], {
      key: (name) => name,
      mark: (name) => JSON.stringify([name, app.language, ...this.mark(name)]),
      draw: (name) => this[name.replace("kept-", "draw_")](),
    });
    for (const store of ["week", "durable"]) this.fill(store);
  }

  mark(name) {
    if (name === "kept-found") return [this.data?.find, this.term];
    if (name === "kept-files") return [this.data?.files];
    return [];
  }

  // Each table by itself, so that one that changes does not close what was opened in another.
  fill(store) {
    const { app } = this;
    const order = keys("table.");
    const place = (table) => (order.includes(table.name) ? order.indexOf(table.name) : order.length);
    sync(this.root.querySelector(`[data-store="${store}"]`), this.tables(store).sort((one, other) => place(one) - place(other)), {
      key: (table) => table.name,
      mark: (table) => JSON.stringify([table, app.language, this.whole.has(table.name), this.term]),
      draw: (table) => this.table(table),
    });
  }

  tables(store) {
    return (this.data?.tables ?? []).filter((one) => one.store === store);
  }

  draw_head() {
    const { app } = this;
    return h("header", { class: "pane-head" }, h("h2", {}, app.t("kept")),
      h("button", { type: "button", class: "plain", "aria-label": app.t("pane.close"), on: { click: () => app.closePane() } }, icon("close")),
      h("p", {}, app.t("kept.intro")));
  }

  draw_find() {
    const { app } = this;
    const input = h("input", { type: "search", id: "find", autocomplete: "off", "data-focus": "find", value: this.term });
    input.addEventListener("input", () => {
      this.term = input.value.trim();
      clearTimeout(this.timer);
      this.timer = null;
      this.fetch().then(() => this.show());
    });
    return h("div", { class: "find" }, h("label", { for: "find" }, app.t("kept.find")), input);
  }

  draw_found() {
    const { app } = this;
    const { find } = this.data ?? {};
    const size = find ? Math.max(1, Math.round(find.size / 1024)) : 0;
    const how = find && (find.hits === 0 ? "none" : find.hits === 1 ? "one" : "many");
    const words = !this.term ? "" : !find ? app.t("kept.short") : app.t(`kept.hits.${how}`, { ...find, size });
    return h("p", { class: `found${find ? (find.hits ? " some" : " none") : ""}`, role: "status" }, words);
  }

  draw_week() {
    const { app } = this;
    const forget = async () => {
      if (!(await app.sure(app.t("kept.forget"), app.t("kept.forget.sure"), app.t("kept.forget"), app.t("kept.forget.no"), "danger"))) return;
      await post("/forget", {});
      await this.fetch();
      this.root.querySelector(".found").textContent = app.t("kept.forgotten");
    };
    const button = h("button", { type: "button", class: "button danger", "data-focus": "forget", on: { click: forget } }, app.t("kept.forget"));
    return this.store("week", h("p", { class: "forget" }, button));
  }

  draw_durable() {
    return this.store("durable");
  }

  store(name, more = null) {
    const { app } = this;
    return h("section", { class: "store" }, h("h3", {}, app.t(`kept.${name}`)), h("p", { class: "quiet" }, app.t(`kept.${name}.where`)), more,
      h("div", { "data-store": name }));
  }

  table(table) {
    const { app } = this;
    const key = `table.${table.name}`;
    const found = this.term.length > 1 ? table.rows.filter((row) => row.some((cell) => this.holds(cell))) : [];
    const chosen = found.length ? found : table.rows;
    const rows = this.whole.has(table.name) || found.length ? chosen : chosen.slice(0, FEW);
    const count = app.t(`kept.rows.${table.count === 0 ? "none" : table.count === 1 ? "one" : "many"}`, { count: table.count });
    return h("section", { class: "table", "data-table": table.name },
      h("div", { class: "table-about" }, h("h4", {}, knows(`name.${table.name}`) ? app.t(`name.${table.name}`) : table.name),
        h("p", { class: "quiet" }, h("code", {}, table.name), ` · ${count}`),
        h("p", {}, app.t(knows(key) ? key : "kept.none"))),
      rows.length ? this.grid(table, rows) : null,
      this.more(table, rows));
  }

  grid(table, rows) {
    return h("div", { class: "grid", tabindex: "0", role: "group", "aria-label": table.name, "data-focus": `grid-${table.name}` },
      h("table", {}, h("thead", {}, h("tr", {}, table.columns.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", { class: this.holds(cell) ? "hit" : null }, this.cell(cell))))))));
  }

  holds(cell) {
    return this.term.length > 1 && cell.text.toLowerCase().includes(this.term.toLowerCase());
  }

  cell(cell) {
    const { app } = this;
    if (cell.kind === "bytes") return h("code", {}, app.t("kept.bytes", { size: cell.size, start: cell.text.slice(0, 8) }));
    if (cell.kind === "instant") return h("time", { title: cell.text }, new Date(cell.at * 1000).toISOString().slice(0, 16).replace("T", " "));
    if (cell.kind === "document") return h("details", {}, h("summary", {}, app.t("kept.document")), h("pre", {}, cell.text));
    return cell.text;
  }

  more(table, rows) {
    const { app } = this;
    const all = this.whole.has(table.name);
    const part = table.rows.length < table.count && all ? h("p", { class: "quiet" }, app.t("kept.part", { shown: table.rows.length })) : null;
    if (table.count <= FEW || (rows.length > FEW && !all)) return part;
    const toggle = () => {
      if (all) this.whole.delete(table.name);
      else this.whole.add(table.name);
      this.show();
    };
    return h("div", {}, part, h("button", { type: "button", class: "link", "data-focus": `more-${table.name}`, on: { click: toggle } },
      app.t(all ? "kept.few" : "kept.all", { count: table.count })));
  }

  draw_files() {
    const { app } = this;
    const rows = (this.data?.files ?? []).map((file) =>
      h("li", {}, h("code", {}, file.name), ` ${app.t(`kept.${file.where}`)}, ${app.t("file.size", { size: Math.max(1, Math.round(file.size / 1024)) })}`));
    return h("section", { class: "store" }, h("h3", {}, app.t("kept.files")), h("ul", { class: "plain-list" }, rows));
  }
}
