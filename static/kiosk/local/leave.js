// @ts-check
/** A screen that is no longer paired keeps nothing here but what was never sent. */

import { pairingsKept } from "./database.js";
import { openStore } from "./store.js";

async function leave() {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  for (const name of (await self.caches?.keys()) ?? []) await caches.delete(name);
  const kept = { visits: 0, forms: 0 };
  for (const pairing of await pairingsKept()) {
    const store = await openStore(pairing);
    if (await store.leave()) continue;
    const { waiting, answers } = await store.truth();
    kept.visits += waiting;
    kept.forms += answers;
  }
  for (const [name, number] of Object.entries(kept)) {
    const line = document.getElementById(`kept-${name}`);
    if (!line || !number) continue;
    line.hidden = false;
    line.textContent = (line.dataset[number === 1 ? "one" : "many"] ?? "").replace("#", String(number));
  }
}

leave();
