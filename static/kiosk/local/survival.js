// @ts-check
/**
 * Whether this device still has what it was given after it was switched off: found out once staff
 * have paired it, told to them, and to the service with each post (store.js, `next`).
 */

import { keepFresh, strip } from "./fresh.js";
import { isOnlyPage } from "./pairings.js";
import { fragment } from "./templates.js";

const TOLD_MS = 60_000;
const PAIRS_WITHIN_MS = 10_000;

/** @typedef {import("./sync.js").Store} Store */
/** @typedef {{ life: string, state: "new" | "kept" | "lost", asked: boolean }} Begun */

/** One name for this browser from its opening to its end, however often its page is opened anew. */
function lifeOfBrowser() {
  window.name ||= String(performance.timeOrigin); // not web storage: that may be brought back with its tab
  return window.name;
}

/** Begin to use a store, before anything is sent from it. @param {Store} store @returns {Promise<Store>} */
export async function begun(store) {
  const why = new URLSearchParams(location.search).get("storage");
  if (why) history.replaceState(null, "", "/");
  /** @type {Begun | undefined} */
  const before = await store.fact("begun");
  if (before) await goOn(store, before);
  else if (why || document.body.dataset.heard === undefined || (await store.fact("count"))) {
    const state = why === "lost" ? "lost" : "new";
    await store.keepFact("begun", { life: lifeOfBrowser(), state, asked: true });
    if (why) tell(state);
  } else await pairAnew();
  navigator.storage?.persist?.().then((lasting) => store.keepFact("lasting", lasting)).catch(() => undefined);
  return store;
}

/** What was kept is still here: by another browser than it was kept by? @param {Store} store @param {Begun} before */
async function goOn(store, before) {
  const life = lifeOfBrowser();
  if (before.life === life || !(await isOnlyPage())) return;
  await store.keepFact("begun", { life, state: "kept", asked: false });
  if (before.asked) tell("kept");
}

/** The service has heard from this pairing, and nothing of it is here: numbers begin with a new one. */
async function pairAnew() {
  try {
    const answer = await fetch("/screen/again", { method: "POST", signal: AbortSignal.timeout(PAIRS_WITHIN_MS) });
    if (!answer.ok) return;
  } catch {
    return; // no network: somebody may be waiting
  }
  location.replace("/?storage=lost");
  await new Promise(() => undefined); // nothing more is kept under the old one
}

/** In the place of the strip, which the next visit takes. @param {Begun["state"]} state */
function tell(state) {
  strip.prepend(fragment(`storage-${state}`));
  const told = /** @type {HTMLElement} */ (strip.firstElementChild);
  strip.querySelectorAll(":scope > p").forEach((line) => line.remove());
  function over() {
    if (told.isConnected) told.replaceWith(...keepFresh.strip());
  }
  told.querySelector("button")?.addEventListener("click", over);
  setTimeout(over, TOLD_MS);
}
