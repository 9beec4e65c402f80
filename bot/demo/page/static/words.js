// The page's own words, in the reader's language.

import { ask } from "./net.js";

const catalogues = {};

export async function load() {
  for (const language of ["nl", "en"]) catalogues[language] = await ask(`/static/${language}.json`);
}

// A function that says things in `language`; a key without words is shown, so that it is noticed.
export function speaker(language) {
  return (key, values = {}) => {
    const text = catalogues[language][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
}

export function knows(key) {
  return key in catalogues.nl;
}

// The rest of every key that begins with `start`, in the order in which the words stand.
export function keys(start) {
  return Object.keys(catalogues.nl).filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}
