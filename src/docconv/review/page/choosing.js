// Choosing lines in a pane: by mouse, and by arrow keys from the one that has the focus. With Shift, up to another.

const PAGE = 15;
const FRAMES = 8; // by then all around a place is laid out

// A pane has `container`, `items()` in order, `range(item)` as [from, to] in lines, and `covering(from, to)`.
export class Choosing {
  #chosen = [];
  #stop = null;
  #anchor = null;
  #look = 0;

  constructor(pane, store) {
    this.pane = pane;
    this.store = store;
    pane.container.addEventListener("keydown", (event) => this.#key(event));
    pane.container.addEventListener("click", (event) => this.#click(event));
    pane.container.addEventListener("wheel", () => cancelAnimationFrame(this.#look), { passive: true });
    store.addEventListener("select", (event) => this.show(event.detail.by !== pane));
  }

  #click(event) {
    const item = event.target.closest("[role=option]");
    if (!item || !getSelection().isCollapsed) return;
    this.#take(item, event.shiftKey);
  }

  #key(event) {
    const item = event.target.closest("[role=option]");
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity }[event.key];
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") this.#take(item, event.shiftKey);
    else if (step === undefined) return;
    else this.#step(item, step, event.shiftKey);
    event.preventDefault();
  }

  #step(item, step, further) {
    const items = this.pane.items();
    const next = items[Math.max(0, Math.min(items.length - 1, items.indexOf(item) + step))];
    this.#take(next, further);
  }

  // Choose an item, or all from the one before up to it.
  #take(item, further) {
    if (!further || !this.#anchor?.isConnected) this.#anchor = item;
    const [from, end] = this.pane.range(this.#anchor);
    const [to, last] = this.pane.range(item);
    this.#rest(item);
    this.store.select(Math.min(from, to), Math.max(end, last), { by: this.pane, many: item !== this.#anchor });
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    this.#keep(item, "nearest");
  }

  // Mark what is chosen. The focus goes with it where it was in this pane.
  show(scroll) {
    const { from, to } = this.store.selection;
    const had = this.pane.container.contains(document.activeElement) || this.lost;
    for (const item of this.#chosen) item.ariaSelected = "false";
    this.#chosen = this.pane.covering(from, to);
    for (const item of this.#chosen) item.ariaSelected = "true";
    if (!this.#chosen.includes(this.#stop)) this.#rest(this.#chosen[0] ?? this.pane.items()[0]);
    if (scroll) {
      this.#anchor = this.#stop;
      this.reveal();
    }
    if (had) this.#stop?.focus({ preventScroll: true });
    this.lost = false;
  }

  // What was chosen is on the screen.
  reveal() {
    this.#keep(this.#chosen[0], "center");
  }

  // Scroll to an item until it stays: what is around it is laid out only once it is near, which moves it. What is
  // chosen later ends this, and so does whoever scrolls.
  #keep(item, block) {
    cancelAnimationFrame(this.#look);
    const look = (left) => {
      if (!item?.isConnected || left === 0) return;
      if (!seen(item, this.pane.container)) item.scrollIntoView({ block });
      this.#look = requestAnimationFrame(() => look(left - 1));
    };
    look(FRAMES);
  }

  focus() {
    this.#stop?.focus();
  }

  #rest(item) {
    if (this.#stop) this.#stop.tabIndex = -1;
    this.#stop = item ?? null;
    if (item) item.tabIndex = 0;
  }
}

function seen(item, container) {
  const one = item.getBoundingClientRect();
  const all = container.getBoundingClientRect();
  return one.top >= all.top && one.top < all.bottom - Math.min(one.height, 40) && one.height > 0;
}
