// Who speaks: give a name, say that two are one, or that a label is somebody else.

import { askSpeaker, askWords } from "./dialogs.js";
import { at, button, make, said } from "./elements.js";
import { store } from "./store.js";
import { text } from "./texts.js";

export function drawPeople() {
  store.addEventListener("change", ({ detail }) => {
    if (detail.speakers || detail.whole) draw();
  });
}

function draw() {
  const panel = at("people");
  const held = document.activeElement?.closest?.("#people button")?.dataset.held;
  const first = store.firstLines();
  const list = make("ul", { class: "cast" }, store.state.speakers.map((one) => person(one, first.get(one.id) ?? 0)));
  panel.replaceChildren(make("h2", {}, text("people.head", { n: store.state.speakers.length })), list);
  if (held) ([...panel.querySelectorAll("button")].find((one) => one.dataset.held === held) ?? panel.querySelector("button"))?.focus();
}

// Those who have no name are told from each other by the line where they are first heard.
function person(one, line) {
  const place = text("doubts.line", { line });
  const facts = [text("people.turns", { n: one.turns }), text("people.words", { n: one.words }), one.role && said(one.role),
    one.kind !== "person" && text(`people.${one.kind}`), one.anonymous && place].filter(Boolean);
  const name = one.anonymous ? `${one.name}, ${place}` : one.name;
  const does = (key, action, further = "") => button(text(key), action, {
    disabled: Boolean(store.state.readonly), "data-held": `${key} ${one.id} ${further}`,
    "aria-label": `${text(key)}: ${further || name}`,
  });
  return make("li", {},
    make("h3", {}, said(one.name)),
    make("p", { class: "hint" }, facts.flatMap((fact, index) => (index ? [" · ", fact] : [fact]))),
    one.labels.some((label) => label !== one.name) && make("ul", { class: "labels" }, one.labels.map((label) => make("li", {}, said(label),
      one.labels.length > 1 && does("people.split", () => split(one, label), label)))),
    make("p", { class: "row" },
      does(one.anonymous ? "people.name" : "people.rename", () => rename(one)),
      store.state.speakers.length > 1 && does("people.merge", () => merge(one)),
      button(text("people.first"), () => show(line), { "aria-label": `${text("people.first")}: ${name}`, "data-held": `first ${one.id}` })));
}

async function rename(one) {
  const name = await askWords(text("ask.rename", { name: one.name }), text("ask.name"), one.anonymous ? "" : one.name);
  if (name) await store.decide({ do: "name", speaker: one.id, name }, { words: () => text("told.named", { name }) });
}

async function merge(one) {
  const other = await askSpeaker(text("ask.merge", { name: one.name }), { without: [one.id], fresh: false });
  if (!other) return;
  const name = store.speaker(other).name;
  await store.decide({ do: "merge", speakers: [one.id, other] }, { words: () => text("told.merged", { one: one.name, other: name }) });
}

function split(one, label) {
  return store.decide({ do: "split", label, speaker: one.id }, { words: () => text("told.split", { label, name: one.name }) });
}

function show(line) {
  if (line === 0) return;
  store.select(line, line);
  store.tell("view", "turns");
}
