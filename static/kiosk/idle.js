// @ts-check
/**
 * A kiosk page left alone goes back to rest: after a minute “Do you need more time?”, then home.
 * Used by every page but the check-in screen, which uses its parts, and by the learners' pages of a
 * screen that is not paired.
 */

import { askForMoreTime } from "./more-time.js";

const QUIET_MS = 60_000;
const TRY_AGAIN_MS = 5_000;

/** Tell the server that this screen is alive. @returns {Promise<boolean>} whether it answered */
export async function reachServer() {
  try {
    const answer = await fetch("/sync", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sent_at: new Date().toISOString(), visits: [], evaluations: [] }),
    });
    return answer.status < 500;
  } catch {
    return false;
  }
}

/**
 * Go back to rest, leaving nothing in the history. Never into a browser's own error page: while
 * the server does not answer, and this device has no page of its own, stay and try again.
 * @param {string} [address]
 */
export async function goHome(address = "/") {
  while (!navigator.serviceWorker?.controller && !(await reachServer())) {
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
  }
  location.replace(address);
}

/** Watch for a minute without a touch or a key, then ask. */
export function watchForQuiet() {
  let timer = setTimeout(ask, QUIET_MS);
  let asking = false;

  function ask() {
    asking = true;
    askForMoreTime({
      yes: () => {
        asking = false;
        again();
      },
      no: () => {
        document.body.className = "is-left"; // what is chosen is not shown while the server is away
        goHome();
      },
    });
  }

  function again() {
    if (asking) return;
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET_MS);
  }

  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
    addEventListener(kind, again, { passive: true });
  }
}

if (location.pathname.startsWith("/screen/") || "rests" in document.body.dataset) {
  watchForQuiet();
  const wanted = new URLSearchParams(location.search).get("size"); // a page kept here has none
  if (wanted) document.documentElement.dataset.textSize = wanted;
}
