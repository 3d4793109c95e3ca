// Search in the source. The lines that are found are marked in it, and chosen one after the other.

import { at } from "./elements.js";
import { source } from "./source.js";
import { store } from "./store.js";
import { text } from "./texts.js";

const MOST_MARKED = 2000;

class Search {
  #input = at("search");
  #found = [];

  draw() {
    this.#input.placeholder = text("search.name");
    this.#input.setAttribute("aria-label", text("search.name"));
    this.#input.setAttribute("aria-keyshortcuts", "/");
    this.#input.addEventListener("input", () => this.#seek());
    this.#input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    });
    at("search-on").addEventListener("click", () => this.step(1));
    at("search-back").addEventListener("click", () => this.step(-1));
    store.addEventListener("change", ({ detail }) => detail.whole && this.#seek());
  }

  focus = () => this.#input.select();

  #seek() {
    if (!store.state) return;
    const wanted = this.#input.value.trim().toLocaleLowerCase();
    const fits = (line) => wanted !== "" && line.toLocaleLowerCase().includes(wanted);
    this.#found = store.state.lines.flatMap((line, index) => (fits(line) ? [index + 1] : []));
    at("search-count").textContent = wanted === "" ? "" : text("search.found", { n: this.#found.length });
    mark(this.#found, wanted);
  }

  // The next line that was found, from the one that is chosen on; behind the last comes the first.
  step(by) {
    const now = store.selection.from;
    const next = by > 0 ? this.#found.find((line) => line > now) ?? this.#found[0] : this.#found.findLast((line) => line < now) ?? this.#found.at(-1);
    if (next === undefined) return;
    store.select(next, next);
    at("search-count").textContent = text("search.at", { n: this.#found.indexOf(next) + 1, all: this.#found.length });
  }
}

// Mark the words that were found; a browser that cannot mark them still goes to their lines.
function mark(lines, wanted) {
  if (!globalThis.CSS?.highlights) return;
  const ranges = lines.slice(0, MOST_MARKED).flatMap((line) => range(source.item(line).firstChild, wanted));
  CSS.highlights.set("found", new Highlight(...ranges));
}

function range(node, wanted) {
  const from = node.data.toLocaleLowerCase().indexOf(wanted);
  if (from < 0 || from + wanted.length > node.data.length) return [];
  const found = new Range();
  found.setStart(node, from);
  found.setEnd(node, from + wanted.length);
  return [found];
}

export const search = new Search();
