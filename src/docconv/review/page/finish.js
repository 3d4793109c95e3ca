// The end: convert to the formats that are chosen, and keep for the source what was decided.

import { at, button, make, said } from "./elements.js";
import * as server from "./server.js";
import { store } from "./store.js";
import { text } from "./texts.js";

const USUAL = ["docx", "pdf", "html"];

export function drawFinish(formats) {
  const result = make("div", { class: "result", id: "converted", role: "status" });
  const learnt = make("div", { class: "result", id: "learnt", role: "status" });
  const boxes = formats.map(({ name, title, suffix }) => make("label", { class: "check" },
    make("input", { type: "checkbox", name: "format", value: name, checked: USUAL.includes(name) }), ` ${title} `,
    make("span", { class: "hint" }, suffix)));
  const replace = make("input", { type: "checkbox", name: "replace" });
  const form = make("form", { on: { submit: (event) => convert(event, result) } },
    make("fieldset", {}, make("legend", {}, text("finish.formats")), boxes),
    make("label", { class: "check" }, replace, ` ${text("finish.replace")}`),
    make("p", { class: "row" }, make("button", { class: "main" }, text("finish.convert"))), result);
  at("finish").replaceChildren(
    make("h2", {}, text("finish.head")),
    make("p", { class: "hint", id: "kept" }), form,
    make("h2", {}, text("finish.learn.head")),
    make("p", {}, text("finish.learn.how")),
    make("p", { class: "row" }, button(text("finish.learn"), () => learn(learnt))), learnt);
  store.addEventListener("change", ({ detail }) => {
    if (!detail.whole) return;
    at("kept").textContent = text("finish.kept", { name: store.state.sidecar });
    result.replaceChildren();
    learnt.replaceChildren();
  });
}

async function convert(event, result) {
  event.preventDefault();
  const given = new FormData(event.target);
  const formats = given.getAll("format");
  if (formats.length === 0) return void result.replaceChildren(make("p", {}, text("finish.which")));
  result.replaceChildren(make("p", {}, text("finish.working")));
  await answered(result, () => server.convert(store.id, { formats, replace: given.has("replace") }), (done) => [
    make("p", {}, text("finish.written", { n: done.written.length })),
    make("ul", {}, done.written.map((one) => make("li", {}, said(one)))),
    done.notices.length > 0 && make("ul", { class: "hint" }, done.notices.map((one) => make("li", {}, said(one)))),
  ]);
}

async function learn(result) {
  await answered(result, () => server.learn(store.id), (done) => [
    make("p", {}, text("finish.learnt", { n: done.decisions })),
    make("pre", { tabindex: 0, "aria-label": text("finish.toml") }, done.toml),
    make("p", { class: "row" }, make("a", { download: "docconv.toml", href: URL.createObjectURL(new Blob([done.toml])) }, text("finish.save"))),
    done.left.length > 0 && make("p", {}, text("finish.left")),
    done.left.length > 0 && make("ul", {}, done.left.map((line) => make("li", {}, text("doubts.line", { line })))),
  ]);
}

// Show what came of it, or why nothing did.
async function answered(result, call, show) {
  try {
    result.replaceChildren(...show(await call()).filter(Boolean));
    result.scrollIntoView({ block: "nearest" });
  } catch (error) {
    if (!(error instanceof server.Refusal) || error.status === 0) return void store.trouble(error);
    result.replaceChildren(make("p", { class: "wrong" }, said(error.message), error.remedy ? ". " : "", said(error.remedy)));
  }
}
