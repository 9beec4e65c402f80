// Elements without HTML in strings, and lists that change without losing the reader's place.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  hash: "M6 3 4.5 17M13 3l-1.5 14M2.5 7.5h14M2 12.5h14",
  lock: "M5 9V6.5a5 5 0 0 1 10 0V9M4 9h12v8H4z",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12 4 6 10l6 6",
  menu: "M3 5h14M3 10h14M3 15h14",
  eye: "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 7.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5",
  send: "M3 10 17 4l-5 13-3-5z",
  more: "M4 10h.01M10 10h.01M16 10h.01",
};

// h("button", {class: "x", on: {click}, "aria-label": "…"}, "text", child, …)
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, react] of Object.entries(value)) element.addEventListener(event, react);
  } else if (name === "value" || name === "checked" || name === "selected") {
    element[name] = value;
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

const known = new WeakMap();

// Make the children of `parent` those of `items`: what stays the same by its mark is left alone, so
// that focus, what was typed and a screen reader's place survive. Focus in what changes goes to
// the element with the same `data-focus`.
export function sync(parent, items, { key, mark, draw }) {
  const before = known.get(parent) ?? new Map();
  const after = new Map();
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  let lost = false;
  const nodes = items.map((item) => {
    const name = key(item);
    const now = mark(item);
    const old = before.get(name);
    if (old && old.mark === now) {
      after.set(name, old);
      return old.node;
    }
    lost ||= Boolean(old?.node.contains(document.activeElement));
    const node = draw(item);
    after.set(name, { mark: now, node });
    return node;
  });
  const kept = new Set(nodes);
  for (const node of [...parent.childNodes]) if (!kept.has(node)) node.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
  known.set(parent, after);
  if (lost && focused) focusOn(parent, focused);
}

export function focusOn(parent, name) {
  parent.querySelector(`[data-focus="${CSS.escape(name)}"]`)?.focus();
}

// Whatever the reader does next, a screen reader says this first.
export function say(text) {
  document.getElementById("said").textContent = text;
}
