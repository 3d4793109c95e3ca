// The recording, played from the place that is chosen.

import { at } from "./elements.js";
import { store } from "./store.js";
import { turns } from "./turns.js";

class Sound {
  #player = at("sound");

  draw() {
    store.addEventListener("change", ({ detail }) => {
      if (!detail.whole || !store.state.media) return;
      this.#player.hidden = false;
      if (!this.#player.getAttribute("src")) this.#player.src = "/media";
    });
  }

  playAt(line) {
    const time = turns.time(line);
    if (time !== null) this.#player.currentTime = time;
    if (store.state.media) this.#player.play().catch(() => {});
  }
}

export const sound = new Sound();
