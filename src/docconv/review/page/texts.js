// The words of the page, which stand in one catalogue for each language.

const LANGUAGES = ["en"];
let texts = {};
let plurals = new Intl.PluralRules("en");

export async function loadTexts() {
  const wanted = navigator.languages.map((one) => one.split("-")[0]).find((one) => LANGUAGES.includes(one));
  const language = wanted ?? LANGUAGES[0];
  texts = await (await fetch(`texts.${language}.json`)).json();
  plurals = new Intl.PluralRules(language);
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = text(one.dataset.text);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", text(one.dataset.label));
}

// A text by its key. `{name}` in it becomes a value; words from the transcript are isolated from what is around
// them. A text that depends on a number is chosen by the value `n`; a number may have one of its own.
export function text(key, values = {}) {
  const found = texts[key];
  if (found === undefined) throw new Error(`the catalogue has no text ${key}`);
  const form = typeof found === "string" ? found : found[values.n] ?? found[plurals.select(values.n)] ?? found.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => isolated(values[name]));
}

const isolated = (value) => (typeof value === "string" ? `\u2068${value}\u2069` : `${value}`);
