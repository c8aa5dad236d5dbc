// @ts-check
/** A screen that is no longer paired keeps nothing here but what was never sent. */

import { pairingsKept } from "./database.js";
import { openStore } from "./store.js";

async function leave() {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  for (const name of (await self.caches?.keys()) ?? []) await caches.delete(name);
  let waiting = 0;
  for (const pairing of await pairingsKept()) {
    const store = await openStore(pairing);
    if (!(await store.leave())) waiting += (await store.truth()).waiting;
  }
  const line = document.getElementById("kept-here");
  if (!line || !waiting) return;
  line.hidden = false;
  line.textContent = (line.dataset[waiting === 1 ? "one" : "many"] ?? "").replace("#", String(waiting));
}

leave();
