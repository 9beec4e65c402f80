// Dates and times as people in a zone read them.

const LOCALES = { nl: "nl-NL", en: "en-GB" };

function format(language, zone, options) {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, ...options });
}

export function clock(seconds, zone, language) {
  return format(language, zone, { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);
}

export function day(seconds, zone, language) {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return format(language, zone, options).format(seconds * 1000);
}

export function shortDay(seconds, zone, language) {
  const options = { weekday: "short", day: "numeric", month: "short" };
  return format(language, zone, options).format(seconds * 1000);
}

// For comparing: are two instants on one date there?
export function date(seconds, zone) {
  return format("nl", zone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(seconds * 1000);
}
