// The transcript as it is understood, in the look of the HTML edition. Only what a decision changes is drawn anew.

import { Choosing } from "./choosing.js";
import { at, breakable, direction, make, said } from "./elements.js";
import { marks, setMark } from "./marks.js";
import { store } from "./store.js";
import { text } from "./texts.js";

const CHUNK = 40;

class Turns {
  container = at("text");
  #elements = [];
  #items = [];

  constructor() {
    this.choosing = new Choosing(this, store);
    store.addEventListener("change", ({ detail }) => {
      if (detail.whole) this.#draw();
      else if (detail.blocks?.length) this.#splice(detail.blocks);
      else this.#mark();
    });
  }

  items = () => this.#items;
  range = (item) => [item.from, item.to];
  covering = (from, to) => this.#items.filter((one) => one.from <= to && one.to >= from);

  // The first time at or above a line, in seconds, where there is one.
  time(line) {
    const timed = store.state.blocks.flatMap((block) => block.paragraphs).filter((one) => typeof one.time === "number");
    return timed.findLast((one) => one.line <= line)?.time ?? timed[0]?.time ?? null;
  }

  #draw() {
    this.#elements = store.state.blocks.map(drawn);
    const chunks = [];
    for (let from = 0; from < this.#elements.length; from += CHUNK) {
      chunks.push(make("div", { class: "chunk" }, this.#elements.slice(from, from + CHUNK)));
    }
    this.container.replaceChildren(...chunks);
    this.#gather(true);
  }

  #splice(splices) {
    this.choosing.lost = this.container.contains(document.activeElement);
    for (const { from, to, with: blocks } of splices) {
      const fresh = blocks.map(drawn);
      const [before, after] = [this.#elements[from - 1], this.#elements[from]];
      if (before) before.after(...fresh);
      else if (after) after.before(...fresh);
      else this.container.append(make("div", { class: "chunk" }, fresh));
      for (const old of this.#elements.splice(from, to - from, ...fresh)) old.remove();
    }
    this.#gather(true);
  }

  #mark() {
    const found = [...marks()];
    const worst = new Map();
    for (const [line, mark] of found) {
      const item = this.#item(line);
      if (item && worst.get(item) !== "doubt") worst.set(item, mark);
    }
    for (const item of this.#items) setMark(item, worst.get(item));
  }

  // What a line belongs to: the last that begins at or above it, where it reaches so far.
  #item(line) {
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#items[middle].from <= line) low = middle + 1;
      else high = middle;
    }
    const item = this.#items[low - 1];
    return item && item.to >= line ? item : undefined;
  }

  #gather(scroll) {
    for (const chunk of this.container.children) if (!chunk.childElementCount) chunk.remove();
    this.#items = this.#elements.flatMap((one) => one.items);
    this.#mark();
    this.choosing.show(scroll);
  }
}

// A block; `items` of it are what can be chosen.
function drawn(block) {
  const items = parts(block).map((part) => item(block, part));
  const turn = block.kind === "turn";
  const group = { role: "group", "aria-label": turn ? who(block) : text(`kind.${block.kind}`) };
  const element = make("div", { ...group, class: `block ${block.kind}`, "data-level": block.level }, items);
  element.items = items;
  return element;
}

// What of a block can be chosen: a label on a line of its own, and each paragraph.
function parts(block) {
  const [first] = block.paragraphs;
  const alone = block.kind === "turn" && (!first || first.line > block.line);
  const rest = block.paragraphs.map((one, index) => ({ ...one, label: index === 0 && !alone }));
  const own = { line: block.line, text: "", label: true };
  const all = alone ? [own, ...rest] : rest;
  return all.map((one, index) => ({ ...one, end: (all[index + 1]?.line ?? block.end + 1) - 1 }));
}

function item(block, part) {
  const labelled = part.label && block.kind === "turn";
  const dir = direction(`${(labelled && block.label) || ""} ${part.text}`);
  const words = make("div", { class: "says", dir }, labelled && label(block), said(breakable(part.text), { class: "words" }));
  const attributes = { role: "option", class: part.kind === "stage" ? "part stage" : "part", "aria-selected": "false" };
  const element = make("div", { ...attributes, tabindex: -1, "data-n": part.line }, words);
  element.from = part.line;
  element.to = Math.max(part.line, part.end);
  return element;
}

// The printed label, and the name where it says more; in brackets the name of who speaks without a label.
function label(block) {
  const name = who(block);
  if (block.label === null) {
    return [make("span", { class: "implied" }, block.continues ? text("turns.continues", { name }) : said(name)), " "];
  }
  const other = !block.label.includes(name) && [" ", make("span", { class: "implied" }, said(name))];
  return [said(block.label, { class: "label" }), other, make("span", { class: "label" }, ": ")];
}

export function who(block) {
  const names = (block.speakers ?? [block.speaker]).map((id) => store.speaker(id)?.name).filter(Boolean);
  return names.join(", ") || text("turns.nobody");
}

export const turns = new Turns();
