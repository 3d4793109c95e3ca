// What the page asks of docconv on this machine.

export class Refusal extends Error {
  constructor(status, { message = "", remedy = "" }) {
    super(message);
    this.status = status;
    this.remedy = remedy;
  }
}

// Raises `Refusal` for an answer that is none; its status is 0 where nobody answers.
async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(path, { ...options, cache: "no-store" });
  } catch {
    throw new Refusal(0, {});
  }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, said);
  return said;
}

const path = (id, rest = "") => `/api/files/${encodeURIComponent(id)}${rest}`;

export const files = () => ask("/api/files");
export const state = (id) => ask(path(id));
export const version = (id) => ask(path(id, "/version"));
export const why = (id, line) => ask(path(id, `/why?line=${line}`));
export const decide = (id, body) => ask(path(id, "/decide"), body);
export const undo = (id, body) => ask(path(id, "/undo"), body);
export const redo = (id, body) => ask(path(id, "/redo"), body);
export const convert = (id, body) => ask(path(id, "/convert"), body);
export const learn = (id) => ask(path(id, "/learn"), {});
