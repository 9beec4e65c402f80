// The modal in sight: one dialog whose parts change, so that focus stays where the reader is.

import { drawBlocks } from "./blocks.js";
import { h, icon, say } from "./dom.js";

export class Modal {
  constructor(app) {
    this.app = app;
    this.shown = null;
    this.errors = {};
    this.trouble = "";
    this.fields = [];
    this.opener = null;
    this.build();
  }

  build() {
    this.title = h("h2", { id: "modal-title" });
    this.cross = h("button", { type: "button", class: "plain", on: { click: () => this.close(true) } }, icon("close"));
    this.body = h("div", { class: "modal-body", tabindex: "0", role: "group", "aria-labelledby": "modal-title", "data-focus": "modal-body" });
    this.said = h("p", { class: "error modal-trouble", role: "alert" });
    this.leave = h("button", { type: "button", class: "button", "data-focus": "leave", on: { click: () => this.close(false) } });
    this.go = h("button", { type: "submit", class: "button primary", "data-focus": "go" });
    const form = h(
      "form",
      { novalidate: true, on: { submit: (event) => (event.preventDefault(), this.submit()) } },
      h("header", {}, this.title, this.cross),
      this.body,
      h("footer", {}, this.said, this.leave, this.go),
    );
    this.dialog = h("dialog", { class: "modal", "aria-labelledby": "modal-title" }, form);
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close(false);
    });
    document.body.append(this.dialog);
  }

  draw() {
    const view = this.app.sight.modal;
    if (!view) return this.hide();
    const mark = JSON.stringify([view.id, view.hash, this.app.language, this.errors]);
    if (mark !== this.shown) this.fill(view, mark);
    if (!this.dialog.open) this.open();
  }

  open() {
    this.opener = document.activeElement;
    this.dialog.showModal();
    (this.body.querySelector("[data-first]") ?? this.body).focus();
  }

  hide() {
    this.shown = null;
    this.errors = {};
    this.trouble = "";
    if (!this.dialog.open) return;
    this.dialog.close();
    if (this.opener?.isConnected) this.opener.focus();
    else document.getElementById("main").focus();
  }

  fill(view, mark) {
    const { t } = this.app;
    const again = this.shown !== null;
    const inside = this.body.contains(document.activeElement) && document.activeElement !== this.body;
    const focused = inside ? document.activeElement.dataset.focus : null;
    const another = this.view?.id !== view.id || this.view?.hash !== view.hash;
    this.view = view;
    this.shown = mark;
    this.title.textContent = view.title;
    this.cross.setAttribute("aria-label", t("modal.cross"));
    this.leave.textContent = view.close ?? (view.depth > 1 ? t("modal.back") : t("modal.close"));
    this.go.hidden = !view.submit;
    this.go.textContent = view.submit ?? "";
    this.said.textContent = this.trouble;
    this.fields = [];
    this.body.replaceChildren(...drawBlocks(view.blocks, this.scene(view)));
    if (again) this.place(view, another, focused);
  }

  // After a change: the first mistake; else where the reader was; else the button that is left.
  place(view, another, focused) {
    if (another) {
      this.body.scrollTop = 0;
      say([view.title, ...[...this.body.querySelectorAll(".header, .section, .context")].map((one) => one.textContent)].join(". "));
    }
    const wrong = this.body.querySelector("[aria-invalid=true] input, input[aria-invalid=true], select[aria-invalid=true], textarea[aria-invalid=true]");
    const same = focused && this.body.querySelector(`[data-focus="${CSS.escape(focused)}"]`);
    if (Object.keys(this.errors).length && wrong) wrong.focus();
    else if (focused) (same ?? this.body).focus();
    else if (this.go.hidden && (document.activeElement === this.go || document.activeElement === document.body)) this.leave.focus();
  }

  scene(view) {
    return {
      ...this.app.scene("modal"),
      values: view.values,
      errors: this.errors,
      fields: this.fields,
      act: (block, element, value) =>
        this.do({ do: "press-in-modal", block: block.block_id, action: element.action_id, value, values: this.values() }),
    };
  }

  values() {
    return this.fields.map(({ block, action, read }) => ({ block, action, value: read() }));
  }

  submit() {
    if (this.view?.submit) this.do({ do: "submit", values: this.values() });
  }

  close(all) {
    this.do({ do: "close", all });
  }

  async do(deed) {
    if (this.busy || !this.view) return;
    this.busy = true;
    this.dialog.setAttribute("aria-busy", "true");
    const { id, hash } = this.view;
    this.errors = {};
    this.trouble = "";
    const done = await this.app.deed({ ...deed, view: id, hash });
    this.busy = false;
    this.dialog.removeAttribute("aria-busy");
    if (!this.view || !done) return;
    this.errors = Object.fromEntries(Object.entries(done.errors).map(([block, error]) => [block, this.app.client(error)]));
    this.trouble = done.error ? this.app.client(done.error) : "";
    this.said.textContent = this.trouble;
    this.app.render();
  }
}
