// What is known of the file that is shown, and how it changes. Parts of the page listen to `change` (its detail has
// the keys that changed, of the lists their splices), `select`, `doubt`, `trouble`, `told` and `view`.

import * as server from "./server.js";
import { text } from "./texts.js";

const BETWEEN_LOOKS = 3000;
// Of which the server sends what changed.
const LISTS = ["blocks", "speakers", "doubts"];

class Store extends EventTarget {
  id = "";
  state = null;
  selection = { from: 0, to: 0, many: false };
  doubt = undefined;
  busy = null;

  async open(id) {
    while (this.busy) await this.busy;
    this.id = id;
    this.doubt = undefined;
    this.selection = { from: 0, to: 0, many: false };
    await this.reload();
  }

  async reload() {
    this.state = await server.state(this.id);
    this.tell("change", { ...this.state, blocks: undefined, whole: true });
  }

  tell(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }

  // Carry a decision out.
  async decide(decision, { alike = false, words }) {
    return this.#change((body) => server.decide(this.id, { ...body, decision, alike }), words);
  }

  undo = () => this.#step(server.undo, "told.undone");
  redo = () => this.#step(server.redo, "told.redone");

  // Go a step back or on, and to the doubt that comes back with it, or else to what it changed.
  async #step(call, words) {
    const before = new Set(this.state.doubts.map((one) => one.id));
    const change = await this.#change((body) => call(this.id, body), () => text(words));
    const doubt = this.state.doubts.findIndex((one) => !before.has(one.id));
    if (change && doubt >= 0) return void this.tell("doubt", doubt);
    const changed = change?.blocks?.flatMap((one) => one.with) ?? [];
    const { from } = this.selection;
    if (changed.length > 0 && !changed.some((one) => one.line <= from && from <= one.end)) this.select(changed.at(-1).line);
  }

  // One after the other. Returns what changed, or nothing where it was refused.
  async #change(call, words) {
    const asked = this.state;
    while (this.busy) await this.busy;
    if (!this.holds(asked)) return null;
    this.busy = this.#carryOut(call, words);
    document.body.classList.add("busy");
    try {
      return await this.busy;
    } finally {
      this.busy = null;
      document.body.classList.remove("busy");
    }
  }

  async #carryOut(call, words) {
    try {
      const change = await call({ version: this.state.version });
      this.#apply(change);
      this.tell("told", [words(change), text("told.left", { n: this.state.doubts.length })].join(" "));
      return change;
    } catch (error) {
      await this.#failed(error);
      return null;
    }
  }

  #apply(change) {
    for (const [name, part] of Object.entries(change)) {
      if (LISTS.includes(name)) for (const { from, to, with: fresh } of part) this.state[name].splice(from, to - from, ...fresh);
      else this.state[name] = part;
    }
    this.tell("change", change);
  }

  async #failed(error) {
    if (!(error instanceof server.Refusal)) throw error;
    if (error.status === 409) await this.#changedOutside(text("trouble.decision"));
    else this.trouble(error);
  }

  trouble(error) {
    if (!(error instanceof server.Refusal)) throw error;
    const gone = error.status === 0 || error.status === 401;
    const words = gone ? [text("trouble.gone")] : [error.message, error.remedy];
    this.tell("trouble", words.filter(Boolean));
  }

  // Whether the text is still the one about which somebody decides; where it is not, they are told.
  holds(asked) {
    if (this.state === asked) return true;
    this.tell("trouble", [text("trouble.outside"), text("trouble.decision")]);
    return false;
  }

  async #changedOutside(further) {
    await this.reload();
    this.tell("trouble", [text("trouble.outside"), further].filter(Boolean));
  }

  // Look now and then, while the page is seen, whether the file was changed outside.
  watch() {
    setInterval(() => this.look(), BETWEEN_LOOKS);
    document.addEventListener("visibilitychange", () => this.look());
  }

  async look() {
    if (document.hidden || this.busy || this.state === null) return;
    const { version: known } = this.state;
    try {
      const { version } = await server.version(this.id);
      if (version !== known && known === this.state.version && !this.busy) await this.#changedOutside();
    } catch (error) {
      this.trouble(error);
    }
  }

  // Choose lines. `by` is the pane where it was done, which needs no scrolling; `many` says that they are more than
  // one line of the source or one paragraph of the turns.
  select(from, to = from, { by = null, many = false } = {}) {
    this.selection = { from, to, many };
    this.tell("select", { by });
  }

  // By the ids of those who speak, the lines where they are first heard.
  firstLines() {
    return new Map(this.state.blocks.toReversed().flatMap((one) => one.speakers.map((id) => [id, one.line])));
  }

  speaker(id) {
    return this.state.speakers.find((one) => one.id === id);
  }
}

export const store = new Store();
