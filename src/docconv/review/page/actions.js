// What can be done with the lines that are chosen: the row of buttons below the panes, and the same by keys.

import { askSpeaker, askWords, tell } from "./dialogs.js";
import { at, button, make, rove, said, stop } from "./elements.js";
import * as server from "./server.js";
import { sound } from "./sound.js";
import { store } from "./store.js";
import { text } from "./texts.js";

const SPLIT = /^(\s*.{1,80}?)\s*[:：—–]/u;

// A key that begins and ends nothing else, the text of its button, and what it does.
export const ACTIONS = [
  { key: "s", text: "do.speaker", act: bySpeaker },
  { key: "e", text: "do.speech", act: () => line("speech") },
  { key: "n", text: "do.narrative", act: () => line("narrative") },
  { key: "g", text: "do.stage", act: () => line("stage") },
  { key: "h", text: "do.heading", act: () => line("heading") },
  { key: "b", text: "do.boilerplate", act: () => line("boilerplate") },
  { key: "l", text: "do.label", act: asLabel },
  { key: "t", text: "do.text", act: () => line("text") },
  { key: "j", text: "do.join", act: () => decide({ do: "join", line: store.selection.from }, "told.join") },
  { key: "c", text: "do.cut", act: cut },
  { key: "f", text: "do.forget", act: () => decide({ do: "forget", line: store.selection.from }, "told.forget") },
  { key: "y", text: "do.why", act: why },
  { key: "p", text: "do.play", act: () => sound.playAt(store.selection.from), media: true },
];

const place = () => {
  const { from, to, many } = store.selection;
  return many ? { line: from, to_line: to } : { line: from };
};

function line(is) {
  return decide({ do: "line", ...place(), is }, `told.${is}`);
}

// A question is about the lines that are chosen when it is put: the answer to an earlier decision may choose others.
async function bySpeaker() {
  const lines = place();
  const speaker = await askSpeaker(text("ask.speaker"));
  if (speaker) await decide({ do: "speaker", ...lines, speaker }, "told.speaker");
}

async function asLabel() {
  const { from } = store.selection;
  const words = store.state.lines[from - 1];
  const label = await askWords(text("ask.label"), text("ask.words"), (SPLIT.exec(words)?.[1] ?? words).trim().slice(0, 200));
  if (label) await decide({ do: "line", line: from, is: "label", label }, "told.label");
}

async function cut() {
  const { from } = store.selection;
  const speaker = await askSpeaker(text("ask.cut"), { unknown: true });
  if (speaker === undefined) return;
  await decide({ do: "cut", line: from, ...(speaker && { speaker }) }, "told.cut");
}

// Decide, and say what was done with how many lines.
async function decide(decision, words) {
  const box = at("alike");
  const alike = box.checked;
  box.checked = false;
  await store.decide(decision, { alike, words: (change) => text(words, { line: decision.line, n: change.lines_decided?.length ?? 1 }) });
}

// All that speaks for and against how a line is understood. The dialog is there before the answer, so that what is
// typed meanwhile decides nothing.
async function why() {
  const { from } = store.selection;
  const reasons = make("div", { class: "result", "aria-live": "polite" }, text("why.asking"));
  tell(text("why.head", { line: from }), reasons);
  try {
    const found = await server.why(store.id, from);
    reasons.replaceChildren(...[
      make("blockquote", {}, said(found.text)),
      make("p", {}, said(found.decision)),
      make("ul", {}, found.evidence.map((one) => make("li", {}, said(one)))),
      found.readings.length > 0 && make("h3", {}, text("why.readings")),
      found.readings.map(reading),
    ].flat().filter(Boolean));
  } catch (error) {
    reasons.closest("dialog")?.close();
    store.trouble(error);
  }
}

const reading = (one) => make("details", {},
  make("summary", {}, said(one.label), one.taken ? ` ${text("why.taken")}` : "", ` ${one.score}`),
  make("p", {}, said(one.why ?? "")), make("ul", {}, one.evidence.map((each) => make("li", {}, said(each)))));

export function drawTools() {
  const tools = at("tools");
  const box = make("input", { type: "checkbox", id: "alike", "aria-keyshortcuts": "a" });
  const shown = () => ACTIONS.filter((one) => !one.media || store.state.media);
  const action = (one) => button([text(one.text), make("kbd", { "aria-hidden": "true" }, one.key.toUpperCase())], one.act, {
    class: "tool", id: one.text, "aria-keyshortcuts": one.key,
  });
  rove(tools, "button, input");
  store.addEventListener("change", ({ detail }) => {
    if (!detail.whole) return;
    tools.replaceChildren(
      make("p", { id: "chosen" }),
      make("label", { class: "check" }, box, ` ${text("do.alike")}`),
      make("div", { class: "row" }, shown().map(action)));
    for (const one of tools.querySelectorAll("button, input")) one.disabled = Boolean(store.state.readonly) && one.id !== "do.why";
    stop(tools, "button, input", tools.querySelector("button:enabled"));
    chosen();
  });
  store.addEventListener("select", chosen);
}

function chosen() {
  const { from, to, many } = store.selection;
  at("tools").hidden = from === 0;
  at("chosen").textContent = many ? text("do.lines", { from, to }) : text("do.line", { from });
}
