// Questions in a dialog: what somebody is called, who speaks. Each gives the answer, or nothing where it was given up.

import { at, button, make, said } from "./elements.js";
import { store } from "./store.js";
import { text } from "./texts.js";

const MOST_SHOWN = 60;

// Show a dialog; `submit` gives the answer, and keeps the dialog open while it gives nothing.
function open(title, content, submit = null) {
  const dialog = at("dialog");
  if (dialog.open) return Promise.resolve();
  const [before, asked] = [document.activeElement, store.state];
  const close = button(text(submit ? "dialog.cancel" : "dialog.close"), () => dialog.close());
  const form = make("form", { method: "dialog" },
    make("h2", { id: "dialog-head", tabindex: submit ? null : -1, autofocus: !submit }, title), content,
    make("p", { class: "row" }, submit && make("button", { class: "main" }, text("dialog.ok")), close));
  return new Promise((resolve) => {
    let answer;
    form.addEventListener("submit", (event) => {
      answer = submit();
      if (answer === undefined) event.preventDefault();
    });
    // The browser tells of it some time after the dialog has closed, when it may ask the next question already.
    const closed = () => {
      if (dialog.open && form.isConnected) return;
      dialog.removeEventListener("close", closed);
      if (!dialog.open) {
        dialog.replaceChildren();
        if (before?.isConnected) before.focus({ preventScroll: true });
      }
      resolve(answer === undefined || store.holds(asked) ? answer : undefined);
    };
    dialog.addEventListener("close", closed);
    dialog.replaceChildren(form);
    dialog.showModal();
  });
}

export function tell(title, content) {
  return open(title, content);
}

// Ask for words on one line.
export function askWords(title, name, value = "") {
  const input = make("input", { type: "text", value, id: "words", autocomplete: "off", required: true, dir: "auto", maxlength: 2000 });
  const content = make("p", {}, make("label", { for: "words" }, name), input);
  queueMicrotask(() => input.select());
  return open(title, content, () => input.value.trim() || undefined);
}

// Ask who speaks: one of the speakers, by their id, or a new name. "" stands for somebody unknown, where that may be.
export function askSpeaker(title, { unknown = false, without = [], fresh = true } = {}) {
  const people = store.state.speakers.filter((one) => !without.includes(one.id));
  const list = make("ul", { class: "people", role: "listbox", id: "who-list", "aria-label": text("ask.known") });
  const input = make("input", {
    type: "text", id: "who", role: "combobox", autocomplete: "off", dir: "auto", maxlength: 2000, "aria-autocomplete": "list",
    "aria-controls": "who-list", "aria-expanded": "true",
  });
  const choice = new Picking(input, list, people, !fresh);
  const content = make("div", {},
    make("p", {}, make("label", { for: "who" }, text(fresh ? "ask.who" : "ask.which")), input), list,
    unknown && make("p", { class: "hint" }, text("ask.unknown")));
  queueMicrotask(() => choice.show());
  return open(title, content, () => choice.id() ?? (input.value.trim() && fresh ? input.value.trim() : unknown ? "" : undefined));
}

// A field with the speakers that fit what is written in it. Arrow keys go through them, Enter or a click takes one; where
// it has to be one of them, the first that fits.
class Picking {
  #active = -1;

  constructor(input, list, people, closed) {
    Object.assign(this, { input, list, people, closed });
    input.addEventListener("input", () => this.show());
    input.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("click", (event) => this.#take(event.target.closest("[role=option]")));
  }

  // The one that is chosen, or whose name is written.
  id() {
    const written = this.input.value.trim();
    return this.#options()[this.#active]?.dataset.id ?? this.people.find((one) => one.name === written)?.id;
  }

  show() {
    const written = this.input.value.trim().toLocaleLowerCase();
    const fits = (one) => [one.name, ...one.labels].some((name) => name.toLocaleLowerCase().includes(written));
    const found = this.people.filter(fits).slice(0, MOST_SHOWN);
    const first = store.firstLines();
    this.list.replaceChildren(...found.map((one, index) => make("li",
      { role: "option", id: `who-${index}`, "data-id": one.id, "aria-selected": "false" },
      said(one.name), make("span", { class: "hint" }, ` ${text("people.turns", { n: one.turns })}`, one.anonymous && `, ${text("doubts.line", { line: first.get(one.id) ?? 0 })}`))));
    this.#activate(this.closed && written && found.length > 0 ? 0 : -1);
  }

  #options = () => [...this.list.children];

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const count = this.list.children.length;
    if (count) this.#activate((this.#active + step + count) % count);
  }

  #take(option) {
    if (!option) return;
    this.#activate(this.#options().indexOf(option));
    this.input.form.requestSubmit();
  }

  #activate(index) {
    this.#active = index;
    for (const [place, option] of this.#options().entries()) option.ariaSelected = `${place === index}`;
    const option = this.#options()[index];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }
}
