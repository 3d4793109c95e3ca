// The facts of the head: title, date, language and what else is known of the whole text.

import { at, make, said } from "./elements.js";
import { store } from "./store.js";
import { text } from "./texts.js";

// The tags of the languages whose words docconv knows, and what they are called here and there.
let languages = [];
const called = (tag, where) => new Intl.DisplayNames(where, { type: "language" }).of(tag);
const tagOf = (words) => languages.find((tag) => [document.documentElement.lang, tag]
  .some((where) => called(tag, where).toLowerCase() === words.toLowerCase())) ?? words;

const NAMED = { title: "facts.title", date: "facts.date", lang: "facts.lang", status: "facts.status", media: "facts.media" };

export function drawFacts(known) {
  languages = known;
  const panel = at("facts");
  panel.addEventListener("change", (event) => event.target.dataset.fact && keep(event.target));
  panel.addEventListener("submit", (event) => event.preventDefault());
  store.addEventListener("change", ({ detail }) => {
    if (detail.facts || detail.whole) draw(panel);
  });
}

// Fields that stay are not made anew, so that an answer takes nothing away from somebody who is typing.
function draw(panel) {
  const { facts } = store.state;
  const shown = [...panel.querySelectorAll("input")];
  if (shown.length === facts.length && facts.every(({ name }, index) => shown[index].dataset.fact === name)) {
    shown.forEach((input, index) => bringUp(input, facts[index]));
    return;
  }
  panel.replaceChildren(
    make("h2", {}, text("facts.head")),
    make("p", { class: "hint" }, text("facts.how")),
    make("form", {}, facts.map(field)),
    make("datalist", { id: "languages" }, languages.map((tag) => make("option", { value: tag }, called(tag, document.documentElement.lang)))));
}

function bringUp(input, fact) {
  const typed = input === document.activeElement && input.value !== input.defaultValue;
  input.labels[0].replaceWith(label(input.id, fact));
  input.readOnly = Boolean(store.state.readonly);
  input.defaultValue = fact.value;
  if (!typed) input.value = fact.value;
}

function label(id, { name, line }) {
  const where = line ? make("span", { class: "where" }, ` ${text("doubts.line", { line })}`) : null;
  return make("label", { for: id }, NAMED[name] ? text(NAMED[name]) : said(name), where);
}

function field(fact, index) {
  const { name, value } = fact;
  const id = `fact-${index}`;
  const input = make("input", {
    type: "text", id, "data-fact": name, dir: "auto", autocomplete: "off", maxlength: 2000, readonly: Boolean(store.state.readonly),
    list: name === "lang" && "languages",
  });
  input.defaultValue = value;
  return make("p", {}, label(id, fact), input);
}

async function keep(input) {
  const name = input.dataset.fact;
  const words = () => text("told.fact", { name: NAMED[name] ? text(NAMED[name]) : name });
  const written = input.value.trim();
  const value = input.value = name === "lang" ? tagOf(written) : written;
  const change = await store.decide({ do: "fact", name, value }, { words });
  if (!change && input.value === value) input.value = store.state.facts.find((one) => one.name === name)?.value ?? "";
}
