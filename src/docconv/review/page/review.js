// The page as a whole: its parts, its views, its keys, and what it says.

import { ACTIONS, drawTools } from "./actions.js";
import { tell } from "./dialogs.js";
import { doubts } from "./doubts.js";
import { at, button, direction, make, rove, stop } from "./elements.js";
import { drawFacts } from "./facts.js";
import { drawFinish } from "./finish.js";
import { drawPeople } from "./people.js";
import { search } from "./search.js";
import * as server from "./server.js";
import { sound } from "./sound.js";
import { source } from "./source.js";
import { store } from "./store.js";
import { loadTexts, text } from "./texts.js";
import { turns } from "./turns.js";

const LETTER = /\p{L}/u;
const PANES = "#lines, #text, #doubts, #tools";
const WIDE = matchMedia("(min-width: 64em)");

// Keys that work in the panes, beside those of the actions.
const KEYS = [
  { key: "d", text: "keys.next", act: () => doubts.step(1) },
  { key: "D", text: "keys.before", act: () => doubts.step(-1) },
  { key: "a", text: "do.alike", act: () => at("alike").click() },
  { key: "/", text: "search.name", act: () => search.focus() },
  { key: "?", text: "bar.keys", act: showKeys },
];

function showView(name) {
  if (WIDE.matches && (name === "source" || name === "turns")) name = "doubts";
  document.body.dataset.view = name;
  for (const tab of document.querySelectorAll(".views [role=tab]")) tab.ariaSelected = `${tab.dataset.view === name}`;
  const tabs = document.querySelector(".views");
  stop(tabs, "[role=tab]", tabs.querySelector("[aria-selected=true]"));
  const pane = { source, turns }[name];
  pane?.choosing.reveal();
}

function views() {
  const tabs = document.querySelector(".views");
  rove(tabs, "[role=tab]");
  tabs.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) showView(tab.dataset.view);
  });
  store.addEventListener("view", ({ detail }) => {
    if (WIDE.matches && detail === "turns") return void turns.choosing.focus();
    showView(detail);
    tabs.querySelector("[aria-selected=true]").focus();
  });
  WIDE.addEventListener("change", () => showView(document.body.dataset.view));
  showView("doubts");
}

function keys() {
  document.addEventListener("keydown", (event) => {
    if (at("dialog").open || !store.state) return;
    if (event.ctrlKey || event.metaKey) return void withControl(event);
    if (event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const act = action(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function action(event) {
  if (event.key === "?") return showKeys;
  if (event.key === "Escape") return () => at("banner").replaceChildren();
  const pane = event.target.closest?.(PANES);
  if (!pane && event.target !== document.body) return null;
  if (/^[1-9]$/.test(event.key)) return () => doubts.choose(Number(event.key) - 1);
  if (event.key === "Enter" && event.target.matches("[role=option]")) return () => at("tools").querySelector("[tabindex='0']")?.focus();
  const other = KEYS.find((one) => one.key === event.key);
  if (other) return other.act;
  const one = ACTIONS.find((each) => each.key === event.key && (!each.media || store.state.media));
  return one && store.selection.from > 0 && !at(one.text)?.disabled ? one.act : null;
}

function withControl(event) {
  if (event.target.matches("input:not([type=checkbox]), textarea")) return;
  const key = event.key.toLowerCase();
  const step = key === "z" && !event.shiftKey ? "undo" : key === "y" || key === "z" ? "redo" : null;
  if (!step) return;
  event.preventDefault();
  store[step]();
}

function showKeys() {
  const row = (key, words) => make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, key)), make("td", {}, words));
  const rows = [
    row("1 – 9", text("keys.choice")), ...KEYS.map((one) => row(one.key, text(one.text))),
    ...ACTIONS.filter((one) => !one.media || store.state.media).map((one) => row(one.key, text(one.text))), row("Ctrl+Z", text("bar.undo")), row("Ctrl+Y", text("bar.redo")),
    row("↑ ↓", text("keys.arrows")), row("⇧ ↑ ↓", text("keys.range")), row("Enter", text("keys.tools")), row("Tab", text("keys.tab")),
  ];
  tell(text("bar.keys"), [make("p", {}, text("keys.where")), make("table", {}, make("tbody", {}, rows))]);
}

function bar() {
  at("undo").addEventListener("click", () => store.undo());
  at("redo").addEventListener("click", () => store.redo());
  at("keys").addEventListener("click", showKeys);
  store.addEventListener("change", ({ detail }) => {
    const { name, history, progress, doubts: left } = store.state;
    if (detail.whole) {
      at("name").textContent = name;
      at("status").textContent = "";
      document.title = text("bar.title", { name }).replace(/[\u2068\u2069]/g, "");
      turnPanes();
    }
    at("undo").disabled = history.undo === 0;
    at("redo").disabled = history.redo === 0;
    const all = Math.max(progress.doubts_at_start, left.length);
    at("progress").max = Math.max(all, 1);
    at("progress").value = all ? all - left.length : 1;
    at("progress-text").textContent = all ? text("bar.progress", { n: all - left.length, all }) : text("bar.nothing");
  });
}

// Both panes run the way that most of the first lines with letters do.
function turnPanes() {
  const lines = store.state.lines.filter((one) => LETTER.test(one)).slice(0, 50);
  const right = lines.filter((one) => direction(one) === "rtl").length * 2 > lines.length;
  for (const id of ["lines", "text"]) at(id).dir = right ? "rtl" : "ltr";
}

function says() {
  let last = "";
  store.addEventListener("told", ({ detail }) => {
    at("status").textContent = detail;
    banner([]);
  });
  store.addEventListener("trouble", ({ detail }) => {
    if (detail.join("\n") !== last || !at("banner").childElementCount) banner(detail);
  });
  const banner = (parts) => {
    last = parts.join("\n");
    if (parts.length === 0) return void at("banner").replaceChildren();
    at("banner").replaceChildren(
      make("div", {}, parts.map((one) => make("p", { dir: "auto" }, one))), button(text("dialog.close"), () => banner([])));
  };
  store.addEventListener("change", ({ detail }) => {
    if (detail.whole && store.state.readonly) banner([text("trouble.readonly"), store.state.readonly]);
  });
}

async function begin() {
  await loadTexts();
  views();
  keys();
  drawTools();
  bar();
  says();
  doubts.draw();
  drawPeople();
  search.draw();
  sound.draw();
  at("status").textContent = text("bar.reading");
  try {
    const { files, formats, languages } = await server.files();
    drawFacts(languages);
    drawFinish(formats);
    choose(files);
    await store.open(files.find((one) => !one.error)?.id ?? files[0].id);
    store.watch();
  } catch (error) {
    store.trouble(error);
  }
}

// With several files, one is chosen at the top.
function choose(files) {
  const list = at("files");
  list.append(...files.map((one) => make("option", { value: one.id, disabled: Boolean(one.error) }, one.error ? `${one.name}: ${one.error}` : one.name)));
  list.parentElement.hidden = files.length < 2;
  list.addEventListener("change", () => store.open(list.value).catch((error) => store.trouble(error)));
}

begin();
