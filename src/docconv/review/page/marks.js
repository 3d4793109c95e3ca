// Which lines are in doubt and which are decided. Both panes mark them at their edge, and say so to those who listen.

import { store } from "./store.js";

// The mark of each line that has one; a line in doubt is not decided.
export function marks() {
  const found = new Map();
  for (const block of store.state.blocks) {
    if (block.decided) found.set(block.line, "decided");
    for (const one of block.paragraphs) if (one.decided) found.set(one.line, "decided");
  }
  for (const { line, end, lines } of store.state.doubts) {
    for (let one = line; one > 0 && one <= Math.max(line, end); one += 1) found.set(one, "doubt");
    for (const one of lines ?? []) found.set(one, "doubt");
  }
  return found;
}

export function setMark(item, mark) {
  if (!item || item.dataset.mark === mark) return;
  if (mark) {
    item.dataset.mark = mark;
    item.setAttribute("aria-describedby", `mark-${mark}`);
  } else {
    delete item.dataset.mark;
    item.removeAttribute("aria-describedby");
  }
}
