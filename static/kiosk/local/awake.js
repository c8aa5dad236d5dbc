// @ts-check
/** Keeps a paired screen alight, and its pages at hand. */

/** While the page is to be seen; the browser lets go of it when it is not. */
async function stayAlight() {
  if (document.visibilityState !== "visible") return;
  await navigator.wakeLock?.request("screen").catch(() => undefined); // refused on a low battery
}

/** @returns {Promise<ServiceWorkerRegistration | undefined>} what opens the page without network */
export async function stayAtHand() {
  stayAlight();
  document.addEventListener("visibilitychange", stayAlight);
  return navigator.serviceWorker
    ?.register("/kiosk-worker.js", { updateViaCache: "none" })
    .catch(() => undefined); // tried again when the page is next opened
}
