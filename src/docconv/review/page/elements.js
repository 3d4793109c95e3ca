// Elements of the page. Words become text and nothing else: nothing here reads markup.

export const at = (id) => document.getElementById(id);

// An element with its attributes, what it does when something happens to it, and its children.
// `null`, `undefined` and `false` are left out, of attributes and of children.
export function make(tag, { on = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  for (const [event, action] of Object.entries(on)) element.addEventListener(event, action);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "value" || name === "checked") element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}

export function button(words, action, attributes = {}) {
  return make("button", { type: "button", on: { click: action }, ...attributes }, words);
}

// Words of the text, of whatever direction: they turn nothing around them.
export const said = (words, attributes = {}) => make("bdi", attributes, words);

// Words with places where a line may break in what has no white space for long: browsers shape such a run anew for
// each of its lines.
export const breakable = (words) => words.split(/(\S{200})/u).flatMap((one, index) => (index % 2 ? [one, make("wbr")] : [one]));

const STRONG = /(?<right>[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])|\p{L}/u;

// The way words run: that of their first letter.
export const direction = (words) => (STRONG.exec(words)?.groups.right ? "rtl" : "ltr");

// One tab stop for many elements. Arrow keys go from one to the next.
export function rove(container, selector) {
  container.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    const all = [...container.querySelectorAll(selector)].filter((one) => one.checkVisibility() && !one.disabled);
    const now = all.indexOf(event.target.closest(selector));
    if (step === undefined || now < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    stop(container, selector, all[Math.max(0, Math.min(all.length - 1, now + step))]).focus();
  });
  container.addEventListener("focusin", (event) => {
    const one = event.target.closest(selector);
    if (one) stop(container, selector, one);
  });
}

// Make one element the tab stop of its container.
export function stop(container, selector, chosen) {
  for (const one of container.querySelectorAll(selector)) one.tabIndex = one === chosen ? 0 : -1;
  return chosen;
}
