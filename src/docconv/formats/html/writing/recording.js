// Plays the recording from a turn, and marks the turns that sound. Without it, a link leads to the place in the
// recording itself. No sign that opens a tag is in here, for a page that was changed is known by its tags.
const player = document.querySelector("audio");
const began = (link) => Number(link.hash.slice("#t=".length));
const ended = (turn) => Math.max(0, ...[...turn.querySelectorAll("[data-end]")].map((one) => one.dataset.end / 1000));

// Between turns, the one that was heard last stays marked.
const turns = [...document.querySelectorAll(".listen")].map((link, n, links) => {
  const turn = link.closest(".turn");
  const next = n + 1 === links.length ? Infinity : began(links[n + 1]);
  return { turn, begin: began(link), end: Math.max(ended(turn), next) };
});

function mark() {
  const at = player.currentTime;
  for (const { turn, begin, end } of turns) {
    if (at >= begin && end > at && !player.ended) turn.setAttribute("aria-current", "true");
    else turn.removeAttribute("aria-current");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".listen");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.currentTime = began(link);
  player.play().catch(() => {});
});
for (const name of ["timeupdate", "seeking", "ended"]) player.addEventListener(name, mark);
