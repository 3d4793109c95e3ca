// The queue of doubts, worst first: the one at hand with its reasons and answers, and below it those that follow.

import { askSpeaker, askWords } from "./dialogs.js";
import { at, button, make, rove, said, stop } from "./elements.js";
import { store } from "./store.js";
import { text } from "./texts.js";

const MOST_LINES = 4;

class Doubts {
  #panel = at("doubts");
  #card = make("div", { class: "card", tabindex: -1, role: "group", "aria-labelledby": "doubt-head" });
  #list = make("ol", { class: "queue" });
  #number = 0;
  #answers = false;

  draw() {
    this.#panel.append(this.#card, make("h3", { id: "queue-head", hidden: true }, text("doubts.all")), this.#list);
    this.#list.setAttribute("aria-labelledby", "queue-head");
    rove(this.#list, "button");
    store.addEventListener("change", ({ detail }) => {
      if (detail.doubts) this.#renew();
    });
    store.addEventListener("doubt", ({ detail }) => this.#turnTo(detail));
  }

  at = () => store.state.doubts[this.#number];

  // After a decision the same doubt is at hand, or, where it is settled, the one that takes its place. The panes go
  // to it where it comes after an answer, and where a file was opened.
  #renew() {
    const doubts = store.state.doubts;
    const had = this.#panel.contains(document.activeElement);
    const opened = store.doubt === undefined;
    const same = doubts.findIndex((one) => one.id === store.doubt);
    this.#number = same >= 0 ? same : opened ? 0 : Math.max(0, Math.min(this.#number, doubts.length - 1));
    this.#show();
    if (opened || (this.#answers && same < 0)) this.#reveal();
    if (had) this.#card.focus({ preventScroll: true });
  }

  // Make a doubt the one at hand, and show its place.
  take(number) {
    const count = store.state.doubts.length;
    if (count === 0) return;
    this.#turnTo((number + count) % count);
    this.#card.focus({ preventScroll: true });
    this.#card.scrollIntoView({ block: "nearest" });
  }

  #turnTo(number) {
    this.#number = number;
    const had = this.#panel.contains(document.activeElement);
    this.#show();
    this.#reveal();
    if (had) this.#card.focus({ preventScroll: true });
  }

  step = (by) => this.take(this.#number + by);

  focus = () => this.#card.focus();

  #reveal() {
    const doubt = this.at();
    if (doubt && doubt.line > 0) store.select(doubt.line, Math.max(doubt.line, doubt.end), { many: false });
  }

  #show() {
    const doubt = this.at();
    store.doubt = doubt?.id ?? null;
    this.#card.classList.toggle("settled", !doubt);
    this.#card.replaceChildren(...(doubt ? this.#open(doubt) : settled()).filter(Boolean));
    const rows = store.state.doubts.map((one, index) => make("li", {}, button(
      [make("span", { class: "where" }, where(one)), line(one), make("span", { class: "message" }, said(one.message))],
      () => this.take(index), { "aria-current": index === this.#number ? "true" : null, class: "row-button" })));
    this.#list.replaceChildren(...rows);
    stop(this.#list, "button", this.#list.querySelector("[aria-current]"));
    for (const one of this.#panel.querySelectorAll("#queue-head, .queue")) one.hidden = rows.length < 2;
    at("doubts-count").textContent = rows.length || "";
  }

  #open(doubt) {
    const place = { n: this.#number + 1, all: store.state.doubts.length };
    const others = store.state.doubts.filter((one) => one.kind === doubt.kind).length - 1;
    const alike = others > 0 && make("label", { class: "check" },
      make("input", { type: "checkbox", id: "doubt-alike" }), ` ${text("doubts.alike", { n: others })}`);
    return [
      make("p", { class: "where" }, text("doubts.place", place), doubt.line > 0 && ` · ${where(doubt)}`),
      make("h2", { id: "doubt-head", dir: "auto" }, doubt.message),
      doubt.line > 0 && quoted(doubt),
      make("h3", {}, text("doubts.choices")),
      doubt.choices.length > 0
        ? make("div", { class: "choices", role: "group", "aria-label": text("doubts.choices") }, this.#choices(doubt))
        : make("p", {}, text("doubts.open")),
      alike,
      make("p", { class: store.state.doubts.length > 1 ? "row" : "row narrow" }, store.state.doubts.length > 1 && button(text("doubts.later"), () => this.step(1), { "aria-keyshortcuts": "d" }),
        doubt.line > 0 && button(text("doubts.show"), () => store.tell("view", "turns"), { class: "narrow" })),
      doubt.reasons.length > 0 && make("h3", {}, text("doubts.why")),
      doubt.reasons.length > 0 && make("ul", { class: "reasons" }, doubt.reasons.map((one) => make("li", {}, said(one)))),
    ];
  }

  #choices(doubt) {
    return doubt.choices.map((one, index) => button(
      [make("kbd", { "aria-hidden": "true" }, index + 1), said(text(one.text, one))], () => this.choose(index),
      { class: "choice", disabled: Boolean(store.state.readonly), "aria-keyshortcuts": index + 1 }));
  }

  // Decide as an answer says; where something has to be told besides, ask.
  async choose(index) {
    const doubt = this.at();
    const choice = doubt?.choices[index];
    if (!choice || store.state.readonly || store.busy) return;
    const alike = at("doubt-alike")?.checked ?? false;
    const decision = await completed(choice);
    this.#answers = true;
    if (decision) await store.decide(decision, { alike, words: () => text("told.choice", { words: text(choice.text, choice) }) });
    this.#answers = false;
  }
}

async function completed({ text: words, decision, ask }) {
  if (!ask) return decision;
  const answer = ask === "speaker" ? await askSpeaker(words) : await askWords(words, text("ask.name"));
  return answer ? { ...decision, [ask]: answer } : null;
}

const where = ({ line, end }) => (end > line ? text("doubts.lines", { from: line, to: end }) : line > 0 ? text("doubts.line", { line }) : text("doubts.whole"));

const line = (one) => one.line > 0 && said(store.state.lines[one.line - 1].slice(0, 200), { class: "printed" });

function quoted({ line, end }) {
  const words = store.state.lines.slice(line - 1, Math.min(Math.max(line, end), line - 1 + MOST_LINES));
  return make("blockquote", {}, words.map((one) => make("p", { dir: "auto" }, one.length > 400 ? `${one.slice(0, 400)} …` : one)));
}

function settled() {
  const finish = button(text("doubts.finish"), () => store.tell("view", "finish"), { class: "main" });
  return [make("h2", { id: "doubt-head" }, text("doubts.none")), make("p", {}, text("doubts.then")), make("p", { class: "row" }, finish)];
}

export const doubts = new Doubts();
