// @ts-check
/**
 * A screen that is not paired opens no page without network, and sends nothing. What it keeps stays
 * its 30 days, since a restored server may ask for it once the screen is paired again.
 */

import { earlierStores, forgetEmpty, whole } from "./pairings.js";

async function leave() {
  const now = Date.parse(document.body.dataset.now ?? ""); // by the server’s clock: this device’s may be wrong
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  for (const name of (await self.caches?.keys()) ?? []) await caches.delete(name);
  const { stores } = await earlierStores(""); // all of them: it has no pairing now
  for (const store of stores) {
    await store.seal(() => true);
    await store.forgetSent(now);
  }
  const { waiting, answers } = await whole(stores, 0);
  const kept = { visits: waiting, forms: answers };
  await Promise.all(stores.map(forgetEmpty));
  for (const [name, number] of Object.entries(kept)) {
    const line = document.getElementById(`kept-${name}`);
    if (!line || !number) continue;
    line.hidden = false;
    line.textContent = (line.dataset[number === 1 ? "one" : "many"] ?? "").replace("#", String(number));
  }
}

leave();
