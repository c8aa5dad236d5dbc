// @ts-check
/** What this device keeps of all its pairings: of this one, and of earlier ones, sent from here too. */

import { pairingsKept } from "./database.js";
import { openStore } from "./store.js";

const OPENS_WITHIN_MS = 3_000;

/** @typedef {import("./sync.js").Store} Store */
/**
 * @typedef {object} Whole
 * @property {number} waiting
 * @property {number} current
 * @property {number} answers
 * @property {number} refused
 * @property {number} age milliseconds since the oldest waiting visit; 0 without
 * @property {number} unread earlier pairings whose store does not open now
 */

/** @type {Map<string, Promise<Store>>} */
const earlier = new Map();

/**
 * What is opened, or an error where it does not open soon: somebody is waiting.
 * @template T @param {Promise<T>} opening @returns {Promise<T>}
 */
export const soon = (opening) =>
  Promise.race([
    opening,
    new Promise((_, reject) => { setTimeout(reject, OPENS_WITHIN_MS, new Error()); }),
  ]);

/**
 * The stores of earlier pairings. One that does not open stands in no other's way, and is tried
 * again the next time.
 * @param {string} pairing this one
 */
export async function earlierStores(pairing) {
  for (const name of await pairingsKept()) {
    if (name !== pairing && !earlier.has(name)) earlier.set(name, soon(openStore(name)));
  }
  const opened = await Promise.allSettled(earlier.values());
  const names = [...earlier.keys()];
  opened.forEach(({ status }, place) => { if (status === "rejected") earlier.delete(names[place]); });
  const stores = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  return { stores, unread: opened.length - stores.length };
}

/** The pages that are open now, as a visit names its own. */
export async function openTabs() {
  const { held } = await navigator.locks.query();
  return new Set(held?.map(({ name }) => name?.replace("kiosk-tab-", "")));
}

/** Whether no other page of the screen is open. */
export async function isOnlyPage() {
  const { held } = await navigator.locks.query();
  return (held ?? []).filter(({ name }) => name?.startsWith("kiosk-tab-")).length < 2;
}

/** @param {Store} store an earlier pairing's, which goes once nothing is left in it, nor may come */
export async function forgetEmpty(store) {
  if ((await isOnlyPage()) && (await store.forgetEmpty())) earlier.delete(store.installation);
}

/** @param {Store[]} stores @param {number} unread @returns {Promise<Whole>} */
export async function whole(stores, unread) {
  const all = { waiting: 0, current: 0, answers: 0, refused: 0, age: 0, unread };
  for (const store of stores) {
    const { oldest, ...found } = await store.truth();
    for (const name of /** @type {const} */ (["waiting", "current", "answers", "refused"])) all[name] += found[name];
    if (found.waiting) all.age = Math.max(all.age, store.count() - oldest);
  }
  return all;
}
