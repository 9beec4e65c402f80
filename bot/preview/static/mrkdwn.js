// Slack's markup (mrkdwn) as elements. Nothing is ever read as HTML.

import { h } from "./dom.js";

const EMOJI = {
  palm_tree: "🌴", spiral_calendar_pad: "🗓️", calendar: "📅", wave: "👋", tada: "🎉", "+1": "👍",
  white_check_mark: "✅", warning: "⚠️", information_source: "ℹ️", hourglass: "⌛", chart_with_upwards_trend: "📈",
};
const STYLES = { "*": "strong", _: "em", "~": "s" };
const PIECE = /<([^<>\n]+)>|`([^`\n]+)`|(?<![\w*_~])([*_~])(?=\S)([^\n]*?\S)\3(?![\w*_~])|:([a-z0-9_+-]+):/g;

export function emoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole);
}

// `names` has `people` and `rooms`, by id.
export function mrkdwn(text, names) {
  const parts = text.split(/```/);
  return parts.flatMap((part, index) =>
    index % 2 && index < parts.length - 1 ? [h("pre", {}, plain(part.replace(/^\n|\n$/g, "")))] : lines(part, names),
  );
}

function lines(text, names) {
  const drawn = [];
  let quote = null;
  text.split("\n").forEach((line, index) => {
    const quoted = /^&gt;\s?/.exec(line);
    if (quoted) {
      if (quote) quote.append(h("br"));
      else drawn.push((quote = h("blockquote")));
      quote.append(...inline(line.slice(quoted[0].length), names));
      return;
    }
    if (index && !quote) drawn.push(h("br"));
    quote = null;
    drawn.push(...inline(line, names));
  });
  return drawn;
}

function inline(text, names) {
  const drawn = [];
  let from = 0;
  for (const found of text.matchAll(PIECE)) {
    if (found.index > from) drawn.push(plain(text.slice(from, found.index)));
    drawn.push(piece(found, names));
    from = found.index + found[0].length;
  }
  if (from < text.length) drawn.push(plain(text.slice(from)));
  return drawn;
}

function piece([whole, reference, code, style, inner, short], names) {
  if (reference !== undefined) return link(reference, names);
  if (code !== undefined) return h("code", {}, plain(code));
  if (style !== undefined) return h(STYLES[style], {}, ...inline(inner, names));
  return document.createTextNode(EMOJI[short] ?? whole);
}

function link(reference, names) {
  const [target, label] = reference.split("|");
  if (target.startsWith("@")) return h("span", { class: "mention" }, `@${names.people[target.slice(1)] ?? target.slice(1)}`);
  if (target.startsWith("#")) return h("span", { class: "mention" }, `#${label ?? names.rooms[target.slice(1)] ?? target.slice(1)}`);
  if (target.startsWith("!")) return h("span", { class: "mention" }, label ?? `@${target.slice(1).split("^")[0]}`);
  if (!/^(https?:|mailto:)/.test(target)) return plain(`<${reference}>`);
  return h("a", { href: unescaped(target), rel: "noreferrer noopener", target: "_blank" }, plain(label ?? target));
}

function plain(text) {
  return document.createTextNode(unescaped(text));
}

export function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
