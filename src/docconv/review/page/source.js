// The source, line by line, with what is in doubt and what is decided marked at its edge.

import { Choosing } from "./choosing.js";
import { at, make } from "./elements.js";
import { marks, setMark } from "./marks.js";
import { store } from "./store.js";
import { text } from "./texts.js";

const CHUNK = 100;

class Source {
  container = at("lines");
  #items = [];
  #marked = new Map();

  constructor() {
    this.choosing = new Choosing(this, store);
    store.addEventListener("change", ({ detail }) => {
      if (detail.whole) this.#draw();
      this.#mark();
    });
  }

  items = () => this.#items;
  range = (item) => [Number(item.dataset.n), Number(item.dataset.n)];
  covering = (from, to) => this.#items.slice(Math.max(0, from - 1), to);
  item = (line) => this.#items[line - 1];

  #draw() {
    this.#marked = new Map();
    this.#items = store.state.lines.map(drawn);
    const chunks = [];
    for (let from = 0; from < this.#items.length; from += CHUNK) {
      chunks.push(make("div", { class: "chunk" }, this.#items.slice(from, from + CHUNK)));
    }
    this.container.style.setProperty("--digits", `${this.#items.length}`.length);
    this.container.replaceChildren(...chunks);
    this.choosing.show(true);
  }

  #mark() {
    const found = marks();
    for (const line of this.#marked.keys()) if (!found.has(line)) setMark(this.item(line));
    for (const [line, mark] of found) setMark(this.item(line), mark);
    this.#marked = found;
  }
}

function drawn(words, index) {
  const name = words.trim() === "" && text("source.blank", { n: index + 1 });
  return make("div", { role: "option", class: "line", "data-n": index + 1, "aria-label": name, "aria-selected": "false", tabindex: -1 }, words);
}

export const source = new Source();
