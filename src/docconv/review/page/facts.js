// The facts of the head: title, date, language and what else is known of the whole text.

import { at, make, said } from "./elements.js";
import { store } from "./store.js";
import { text } from "./texts.js";

const NAMED = { title: "facts.title", date: "facts.date", lang: "facts.lang", status: "facts.status" };

export function drawFacts() {
  const panel = at("facts");
  panel.addEventListener("change", (event) => event.target.dataset.fact && keep(event.target));
  panel.addEventListener("submit", (event) => event.preventDefault());
  store.addEventListener("change", ({ detail }) => {
    if (detail.facts || detail.whole) draw(panel);
  });
}

function draw(panel) {
  const held = document.activeElement?.dataset?.fact;
  panel.replaceChildren(
    make("h2", {}, text("facts.head")),
    make("p", { class: "hint" }, text("facts.how")),
    make("form", {}, store.state.facts.map(field)));
  if (held) panel.querySelector(`[data-fact="${CSS.escape(held)}"]`)?.focus();
}

function field({ name, value, line }, index) {
  const id = `fact-${index}`;
  const input = make("input", {
    type: "text", id, value, "data-fact": name, dir: "auto", autocomplete: "off", maxlength: 2000, readonly: Boolean(store.state.readonly),
  });
  return make("p", {},
    make("label", { for: id }, NAMED[name] ? text(NAMED[name]) : said(name), line ? make("span", { class: "where" }, ` ${text("doubts.line", { line })}`) : null),
    input);
}

async function keep(input) {
  const name = input.dataset.fact;
  const words = () => text("told.fact", { name: NAMED[name] ? text(NAMED[name]) : name });
  const before = store.state.facts.find((one) => one.name === name)?.value ?? "";
  const change = await store.decide({ do: "fact", name, value: input.value.trim() }, { words });
  if (!change) input.value = before;
}
