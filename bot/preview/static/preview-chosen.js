// What a reader chose, kept in the address, so that a page that loads anew stands where it stood.

const NAMES = ["file", "session", "protocol", "variant", "language", "theme"];

export class Chosen {
  constructor() {
    this.read();
  }

  read() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const name of NAMES) this[name] = given.get(name);
    this.screen = Number(given.get("screen")) || 0;
    const still = given.get("still");
    this.still = still === null ? matchMedia("(prefers-reduced-motion: reduce)").matches : still === "1";
    if (this.theme !== "dark" && this.theme !== "light") {
      this.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      this.themed = false;
    } else {
      this.themed = true;
    }
  }

  change(changes) {
    Object.assign(this, changes);
    this.themed ||= "theme" in changes;
    const kept = new URLSearchParams();
    for (const name of NAMES) if (this[name] && (name !== "theme" || this.themed)) kept.set(name, this[name]);
    if (this.screen) kept.set("screen", this.screen);
    if ("still" in changes || new URLSearchParams(location.hash.slice(1)).has("still")) kept.set("still", this.still ? "1" : "0");
    history.replaceState(null, "", `#${kept}`);
  }
}
