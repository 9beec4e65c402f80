// What can be pressed, chosen and typed in: Slack's elements as the browser's own controls.

import { text } from "./blocks.js";
import { h, icon } from "./dom.js";
import { drawControl } from "./controls.js";

// An element that tells the bot at once: in a row of actions, or beside a section.
export function choice(block, element, scene) {
  if (element.type === "button") return button(block, element, scene);
  if (element.type === "overflow") return overflow(block, element, scene);
  const label = element.placeholder?.text ?? block.text?.text ?? "";
  const drawn = drawControl(element, {
    ...shared(block, element, scene),
    label,
    changed: (value) => act(block, element, scene, value),
  });
  return drawn ? drawn.node : broken(element, scene);
}

// An input with its label, hint and error; its value is read when the form is sent.
export function field(block, scene) {
  const element = block.element;
  const place = shared(block, element, scene);
  const error = scene.errors?.[block.block_id];
  const notes = [block.hint ? `${place.id}-hint` : null, error ? `${place.id}-error` : null].filter(Boolean);
  const drawn = drawControl(element, {
    ...place,
    describedBy: notes.join(" ") || null,
    invalid: Boolean(error),
    changed: block.dispatch_action ? (value) => act(block, element, scene, value) : null,
  });
  if (!drawn) return broken(element, scene);
  scene.fields?.push({ block: block.block_id, action: element.action_id, read: drawn.read });
  const words = [
    ...text(block.label, scene),
    block.optional ? h("span", { class: "optional" }, ` (${scene.t("input.optional")})`) : null,
  ];
  const below = [
    block.hint ? h("p", { class: "hint", id: `${place.id}-hint` }, ...text(block.hint, scene)) : null,
    error ? h("p", { class: "error", id: `${place.id}-error`, role: "alert" }, error) : null,
  ];
  if (!drawn.group) {
    return h("div", { class: "block input" }, h("label", { for: place.id }, ...words), drawn.node, ...below);
  }
  return h(
    "fieldset",
    { class: "block input", "aria-describedby": notes.join(" ") || null, "aria-invalid": error ? "true" : null },
    h("legend", {}, ...words), drawn.node, ...below,
  );
}

function shared(block, element, scene) {
  return {
    scene,
    id: `${scene.surface}-${block.block_id}-${element.action_id}`,
    state: scene.values?.[block.block_id]?.[element.action_id],
    dispatch: element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"],
  };
}

function button(block, element, scene) {
  return h(
    "button",
    {
      type: "button",
      class: `button ${element.style ?? ""}`.trim(),
      "aria-label": element.accessibility_label,
      "data-focus": `${block.block_id}/${element.action_id}`,
      on: {
        click: () => {
          if (element.url) window.open(element.url, "_blank", "noopener,noreferrer");
          act(block, element, scene);
        },
      },
    },
    ...text(element.text, scene),
  );
}

function overflow(block, element, scene) {
  const menu = h(
    "details",
    { class: "overflow" },
    h("summary", { class: "button", "aria-label": scene.t("more"), "data-focus": `${block.block_id}/${element.action_id}` }, icon("more")),
  );
  const pick = (option) => {
    menu.open = false;
    act(block, element, scene, option.value);
  };
  menu.append(
    h("div", { class: "menu" }, element.options.map((option) =>
      h("button", { type: "button", on: { click: () => pick(option) } }, ...text(option.text, scene)),
    )),
  );
  return menu;
}

// Ask first where the bot wants that.
async function act(block, element, scene, value) {
  if (element.confirm && !(await scene.sure(element.confirm))) return;
  scene.act(block, element, value);
}

function broken(element, scene) {
  return h("div", { class: "block broken", role: "note" }, scene.t("unknown.element", { type: String(element.type) }));
}
