// The ledger: what the visitor's last minute cost in Web API calls, and everybody's.

import { h, icon, sync } from "./dom.js";
import { ask } from "./net.js";
import { clock } from "./time.js";
import { knows } from "./words.js";

const OFTEN = 500;

export class Calls {
  constructor(app) {
    this.app = app;
    this.root = document.getElementById("pane");
    this.data = null;
    this.timer = null;
  }

  get open() {
    return this.app.pane === "calls";
  }

  draw() {
    if (!this.open) return;
    this.refresh();
    this.show();
  }

  refresh() {
    if (!this.open || this.timer) return;
    this.timer = setTimeout(async () => {
      await this.fetch();
      this.timer = null;
    }, this.data ? OFTEN : 0);
  }

  async fetch() {
    try {
      this.data = await ask(`/calls?${new URLSearchParams({ as: this.app.as })}`);
    } catch {
      return;
    }
    if (this.open) this.show();
  }

  show() {
    const { app } = this;
    this.root.hidden = false;
    this.root.dataset.shows = "calls";
    this.root.setAttribute("aria-label", app.t("calls"));
    sync(this.root, ["calls-head", "calls-yours", "calls-all"], {
      key: (name) => name,
      mark: (name) => JSON.stringify([name, app.language, name === "calls-head" ? null : this.data]),
      draw: (name) => this[name.replace("calls-", "draw_")](),
    });
  }

  draw_head() {
    const { app } = this;
    return h("header", { class: "pane-head" }, h("h2", {}, app.t("calls.title")),
      h("button", { type: "button", class: "plain", "aria-label": app.t("pane.close"), on: { click: () => app.closePane() } }, icon("close")),
      h("p", {}, app.t("calls.intro")));
  }

  draw_yours() {
    const { app } = this;
    const deeds = this.data?.deeds ?? [];
    return h("section", { class: "store" }, h("h3", {}, app.t("calls.yours")),
      deeds.length ? h("ol", { class: "deeds" }, deeds.map((deed) => this.deed(deed))) : h("p", { class: "quiet" }, app.t("calls.none")));
  }

  deed(deed) {
    const { app } = this;
    const calls = deed.calls.map((call) => {
      const words = call.ok ? call.method : app.t("calls.refused", { method: call.method, error: call.error ?? "" });
      return h("code", { class: call.ok ? "call" : "call bad" }, words);
    });
    return h("li", {}, h("span", { class: "deed-what" }, h("time", {}, clock(deed.at, app.sight.me.zone, app.language)), " ", app.t(`deed.${deed.kind}`, { label: deed.label })),
      h("span", { class: "deed-cost" }, calls.length ? calls : h("span", { class: "call free" }, app.t("calls.free"))));
  }

  draw_all() {
    const { app } = this;
    const methods = this.data?.methods ?? [];
    const rows = methods.map(([method, count]) => h("tr", {}, h("td", {}, h("code", {}, method)), h("td", { class: "number" }, String(count)), h("td", { class: "why" }, knows(`method.${method}`) ? app.t(`method.${method}`) : "")));
    const table = h("table", { class: "methods" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, app.t("calls.method")), h("th", { scope: "col", class: "number" }, app.t("calls.count")), h("th", { scope: "col" }, app.t("calls.why")))),
      h("tbody", {}, rows));
    return h("section", { class: "store" }, h("h3", {}, app.t("calls.all")),
      methods.length ? table : h("p", { class: "quiet" }, app.t("calls.all.none")),
      this.data?.refused ? h("p", { class: "error" }, app.t("calls.bad", { count: this.data.refused })) : null);
  }
}
