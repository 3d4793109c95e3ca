// Plays the recording from a turn, and marks the turns that sound. Without it, a link leads to the place in the
// recording itself. No sign that opens a tag is in here, for a page that was changed is known by its tags.
const player = document.querySelector("audio");
const began = (link) => Number(link.hash.slice("#t=".length));
const ended = (turn) => Math.max(0, ...[...turn.querySelectorAll("[data-end]")].map((one) => one.dataset.end / 1000));

// Between turns, the one that was heard last stays marked.
const turns = [...document.querySelectorAll(".listen")].map((link, n, links) => {
  const turn = link.closest("div");
  const next = n + 1 === links.length ? Infinity : began(links[n + 1]);
  return { turn, begin: began(link), end: Math.max(ended(turn), next) };
});

const place = (turn) => turn.getBoundingClientRect();
const covered = () => place(player).bottom;
const isSeen = (turn) => place(turn).bottom > covered() && innerHeight > place(turn).top;
const isWhole = (turn) => place(turn).top >= covered() && innerHeight >= place(turn).bottom;

let heard = null;

// The page goes along only from a turn that is in sight: whoever reads on elsewhere is left there. A long way is no
// movement to look at, nor is any for those who asked for less of it.
function follow(turn) {
  const isFollowed = !player.paused && (heard === null || isSeen(heard));
  if (turn !== heard && isFollowed && !isWhole(turn)) {
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches || Math.abs(place(turn).top) > 2 * innerHeight;
    turn.scrollIntoView({ block: "start", behavior: isStill ? "instant" : "smooth" });
  }
  heard = turn;
}

function mark() {
  const at = player.currentTime;
  const sounding = turns.filter(({ begin, end }) => at >= begin && end > at && !player.ended).map(({ turn }) => turn);
  for (const { turn } of turns) {
    if (sounding.includes(turn)) turn.setAttribute("aria-current", "true");
    else turn.removeAttribute("aria-current");
  }
  if (sounding.length > 0) follow(sounding.at(-1));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".listen");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.currentTime = began(link);
  player.play().catch(() => {});
});
for (const name of ["timeupdate", "seeking", "ended"]) player.addEventListener(name, mark);
