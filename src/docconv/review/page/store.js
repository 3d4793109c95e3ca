// What is known of the file that is shown, and how it changes. Parts of the page listen to `change` (its detail has
// the keys that changed, and the splices of blocks), `select`, `trouble` and `told`.

import * as server from "./server.js";
import { text } from "./texts.js";

const BETWEEN_LOOKS = 3000;

class Store extends EventTarget {
  id = "";
  state = null;
  selection = { from: 0, to: 0 };
  doubt = null;
  busy = false;

  async open(id) {
    this.id = id;
    this.doubt = null;
    this.selection = { from: 0, to: 0 };
    await this.reload();
  }

  async reload() {
    this.state = await server.state(this.id);
    this.tell("change", { ...this.state, blocks: undefined, whole: true });
  }

  tell(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }

  // Carry a decision out. Returns whether it was.
  async decide(decision, { alike = false, words }) {
    return this.#change((body) => server.decide(this.id, { ...body, decision, alike }), words);
  }

  undo = () => this.#change((body) => server.undo(this.id, body), () => text("told.undone"));
  redo = () => this.#change((body) => server.redo(this.id, body), () => text("told.redone"));

  async #change(call, words) {
    if (this.busy) return false;
    this.busy = true;
    document.body.ariaBusy = "true";
    try {
      const change = await call({ version: this.state.version });
      this.#apply(change);
      this.tell("told", [words(change), text("told.left", { n: this.state.doubts.length })].join(" "));
      return true;
    } catch (error) {
      await this.#failed(error);
      return false;
    } finally {
      this.busy = false;
      document.body.ariaBusy = "false";
    }
  }

  #apply(change) {
    const { blocks, ...rest } = change;
    Object.assign(this.state, rest);
    for (const { from, to, with: fresh } of blocks ?? []) this.state.blocks.splice(from, to - from, ...fresh);
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
    try {
      const { version } = await server.version(this.id);
      if (version !== this.state.version && !this.busy) await this.#changedOutside();
    } catch (error) {
      this.trouble(error);
    }
  }

  // Choose lines. `by` is the pane where it was done, which needs no scrolling.
  select(from, to = from, by = null) {
    this.selection = { from: Math.min(from, to), to: Math.max(from, to) };
    this.tell("select", { by });
  }

  speaker(id) {
    return this.state.speakers.find((one) => one.id === id);
  }
}

export const store = new Store();
