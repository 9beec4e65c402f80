// One control per kind of input: how it looks, and how its value is read.

import { text } from "./blocks.js";
import { h } from "./dom.js";

const LONG = 8;

// {node, read, group}: `group` says that it is several controls, which want a legend. Null for a
// kind we do not know. `place` has `id`, `state` (Slack's), `label`, `changed` and `scene`.
export function drawControl(element, place) {
  return CONTROLS[element.type]?.(element, place) ?? null;
}

const CONTROLS = {
  plain_text_input: (element, place) => typed(element, place, element.multiline ? "textarea" : "input", { type: "text" }),
  number_input: (element, place) => typed(element, place, "input", { type: "text", inputmode: "decimal", class: "short" }),
  datepicker: (element, place) => picked(element, place, "date", place.state?.selected_date ?? element.initial_date),
  timepicker: (element, place) => picked(element, place, "time", place.state?.selected_time ?? element.initial_time),
  static_select: (element, place) => select(element, place, options(element), place.state?.selected_option?.value ?? element.initial_option?.value),
  users_select: (element, place) => select(element, place, people(place), place.state?.selected_user ?? element.initial_user),
  channels_select: (element, place) => select(element, place, rooms(place), place.state?.selected_channel ?? element.initial_channel),
  conversations_select: (element, place) => select(element, place, rooms(place), place.state?.selected_conversation ?? element.initial_conversation),
  multi_static_select: (element, place) => ticks(element, place, options(element), values(place.state?.selected_options ?? element.initial_options)),
  multi_users_select: (element, place) => ticks(element, place, people(place), place.state?.selected_users ?? element.initial_users),
  multi_channels_select: (element, place) => ticks(element, place, rooms(place), place.state?.selected_channels ?? element.initial_channels),
  multi_conversations_select: (element, place) => ticks(element, place, rooms(place), place.state?.selected_conversations ?? element.initial_conversations),
  checkboxes: (element, place) => ticks(element, place, options(element), values(place.state?.selected_options ?? element.initial_options)),
  radio_buttons: (element, place) => radios(element, place, options(element), place.state?.selected_option?.value ?? element.initial_option?.value),
};

function common(element, place) {
  return {
    id: place.id,
    "data-focus": place.id,
    "data-first": element.focus_on_load ? "" : null,
    "aria-label": place.label ?? null,
    "aria-describedby": place.describedBy,
    "aria-invalid": place.invalid ? "true" : null,
  };
}

function typed(element, place, tag, more) {
  const node = h(tag, {
    ...common(element, place),
    ...more,
    autocomplete: "off",
    placeholder: element.placeholder?.text,
    value: place.state?.value ?? element.initial_value ?? "",
  });
  if (place.changed && place.dispatch.includes("on_enter_pressed")) {
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || tag === "textarea") return;
      event.preventDefault();
      place.changed(node.value);
    });
  }
  if (place.changed && place.dispatch.includes("on_character_entered")) {
    node.addEventListener("input", () => place.changed(node.value));
  }
  return { node, read: () => node.value };
}

function picked(element, place, type, value) {
  const node = h("input", { ...common(element, place), type, class: "short", value: value ?? "" });
  if (place.changed) node.addEventListener("change", () => node.value && place.changed(node.value));
  return { node, read: () => node.value };
}

function select(element, place, choices, value) {
  const empty = h("option", { value: "" }, element.placeholder?.text ?? place.scene.t("select.none"));
  const node = h("select", common(element, place), empty, grouped(choices));
  node.value = value ?? "";
  if (place.changed) node.addEventListener("change", () => node.value && place.changed(node.value));
  return { node, read: () => node.value };
}

function grouped(choices) {
  const groups = new Map();
  for (const one of choices) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups].flatMap(([group, members]) => {
    const drawn = members.map((one) => h("option", { value: one.value }, one.about ? `${one.plain} (${one.about})` : one.plain));
    return group ? [h("optgroup", { label: group }, drawn)] : drawn;
  });
}

function radios(element, place, choices, value) {
  const rows = choices.map((one) => row("radio", place, one, one.value === value, element));
  const node = h("div", { class: "ticks", ...groupNames(place) }, rows.map((one) => one.label));
  const read = () => rows.find((one) => one.input.checked)?.input.value ?? "";
  if (place.changed) node.addEventListener("change", () => place.changed(read()));
  return { node, read, group: true };
}

function ticks(element, place, choices, chosen = []) {
  const rows = choices.map((one) => row("checkbox", place, one, chosen.includes(one.value), element));
  const read = () => rows.filter((one) => one.input.checked).map((one) => one.input.value);
  const list = h("div", { class: "ticks", ...groupNames(place) }, rows.map((one) => one.label));
  const limit = () => {
    const full = element.max_selected_items && read().length >= element.max_selected_items;
    for (const { input } of rows) input.disabled = Boolean(full && !input.checked);
  };
  limit();
  list.addEventListener("change", () => {
    limit();
    place.changed?.(read());
  });
  const node = choices.length > LONG ? searchable(list, rows, place) : list;
  return { node, read, group: true };
}

function row(type, place, one, checked, element) {
  const input = h("input", { type, name: place.id, value: one.value, checked, "data-focus": `${place.id}/${one.value}` });
  if (element.focus_on_load && checked) input.dataset.first = "";
  const words = one.object ? text(one.object, place.scene) : [one.plain];
  const about = one.about ? h("small", {}, one.about) : null;
  return { input, words: one.plain.toLowerCase(), label: h("label", { class: "tick" }, input, h("span", {}, ...words, about)) };
}

function searchable(list, rows, place) {
  list.classList.add("long");
  list.tabIndex = 0;
  const search = h("input", { type: "search", "aria-label": place.scene.t("select.find"), placeholder: place.scene.t("select.find") });
  search.addEventListener("input", (event) => {
    event.stopPropagation();
    const wanted = search.value.trim().toLowerCase();
    for (const one of rows) one.label.hidden = !one.words.includes(wanted);
  });
  search.addEventListener("change", (event) => event.stopPropagation());
  return h("div", { class: "searchable" }, search, list);
}

function groupNames(place) {
  return place.label ? { role: "group", "aria-label": place.label } : {};
}

function options(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.flatMap((group) =>
    group.options.map((one) => ({
      value: one.value, plain: one.text.text, object: one.text, about: one.description?.text, group: group.label?.text,
    })),
  );
}

function people({ scene }) {
  return named(scene.names.people, (name) => name);
}

function rooms({ scene }) {
  return named(scene.names.rooms, (name) => `#${name}`);
}

function named(names, shown) {
  return Object.entries(names)
    .map(([value, name]) => ({ value, plain: shown(name) }))
    .sort((one, other) => one.plain.localeCompare(other.plain));
}

function values(chosen = []) {
  return chosen.map((one) => one.value);
}
