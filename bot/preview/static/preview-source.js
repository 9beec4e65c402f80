// Where the data come from: inside this file, or from the demo's server; and how changes are seen.

import { h } from "./dom.js";

const SERVED = "/preview";
const SOON = 1000;
const SCROLL = "scroll";

// `make` makes the page from a source; it is drawn once its data are there.
export async function begin(make) {
  const inside = document.getElementById("data");
  if (inside) await fromFile(JSON.parse(inside.textContent), make);
  else await fromServer(make);
}

function fromFile(data, make) {
  const source = {
    ...data.source,
    film: (name) => (name in data.films ? `data:image/gif;base64,${data.films[name]}` : null),
  };
  const page = make(source);
  page.take(data);
  if (data.watch) watchFile(data.watch, page);
}

// A file may not read another, but may run a script beside it, which says how the page is marked now.
function watchFile({ script, mark, every }, page) {
  page.tell({ foot: "watching" });
  const place = remembered();
  if (place) scrollTo(0, place);
  globalThis.pauzebotPreview = (now) => {
    if (now === mark) return;
    remember(scrollY);
    location.reload();
  };
  const look = () => {
    const asked = h("script", { src: `${script}?${Date.now()}` });
    const ask = (again) => {
      asked.remove();
      if (again) setTimeout(look, every);
      else page.tell({ foot: "ended" });
    };
    asked.addEventListener("load", () => ask(true));
    asked.addEventListener("error", () => ask(false));
    document.head.append(asked);
  };
  setTimeout(look, every);
}

function remember(top) {
  try {
    sessionStorage.setItem(SCROLL, String(top));
  } catch {
    // A browser that keeps nothing begins at the top.
  }
}

function remembered() {
  try {
    const top = Number(sessionStorage.getItem(SCROLL));
    sessionStorage.removeItem(SCROLL);
    return top;
  } catch {
    return 0;
  }
}

async function fromServer(make) {
  const source = await ask("/files");
  const page = make({
    ...source,
    film: (name, data) => (data.unequipped ? null : `${SERVED}/films/${name}`),
    picker: (shown) => picker(shown, source, load),
  });
  let mark = null;
  const load = async (file) => {
    if (file) page.chosen.change({ file, session: null, protocol: null, variant: null, screen: 0 });
    const name = source.files.some((one) => one.file === page.chosen.file) ? page.chosen.file : source.files[0]?.file;
    if (!name) return page.take({ none: true });
    const data = await ask(`/data?${new URLSearchParams({ file: name })}`);
    mark = data.mark;
    return page.take(data);
  };
  const look = async () => {
    try {
      const there = source.files.some((one) => one.file === page.data.file);
      const now = there ? await ask(`/mark?${new URLSearchParams({ file: page.data.file })}`) : null;
      if (now?.mark !== mark || !there) {
        source.files = (await ask("/files")).files;
        await load();
      }
      page.tell({ notice: null });
    } catch (error) {
      // A file that went away is not a demo that did.
      if (error.gone) source.files = source.files.filter((one) => one.file !== page.data.file);
      else page.tell({ notice: "lost" });
    }
    setTimeout(look, SOON);
  };
  await load();
  page.tell({ foot: "watching" });
  setTimeout(look, SOON);
}

// Which programme is looked at.
function picker(page, source, load) {
  const node = h("select", { id: "programme", "data-focus": "programme", on: { change: () => load(node.value) } },
    source.files.map((one) => h("option", { value: one.file, selected: one.file === page.data.file }, one.title?.[page.language] ?? one.file)));
  return h("div", { class: "choice" }, h("label", { class: "label", for: "programme" }, page.t("programme")), node);
}

async function ask(path) {
  const answer = await fetch(`${SERVED}${path}`);
  if (!answer.ok) throw Object.assign(new Error(path), { gone: answer.status === 404 });
  return answer.json();
}
