// @ts-check
/// <reference lib="webworker" />
/**
 * The service worker of a paired screen: opens its pages without network. It answers only what is
 * listed, and leaves everything else, all of /admin with it, to the network.
 *
 * Served at the root with VERSION, FILES and PAGES before it (kiosk/worker.py).
 */

const CACHE = `kiosk-${VERSION}`;
const PATIENCE_MS = 4_000;
const BEGUN_THERE = /^\/(check-in|screen\/feedback)(\/|$)/;

/** Only the page of a paired screen is kept. @param {Response} answer */
const isPaired = async (answer) => (await answer.clone().text()).includes("data-installation");

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  for (const page of PAGES) {
    const answer = await fetch(page);
    if (answer.ok) await keepPage(cache, page, answer);
  }
}

/** @param {Cache} cache @param {string} page @param {Response} answer */
async function keepPage(cache, page, answer) {
  if (await isPaired(answer)) await cache.put(page, answer.clone());
  else await cache.delete(page);
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** @param {Request} request */
const fromCache = async (request) => (await caches.match(request)) ?? fetch(request);

/** A page from the network, or as it was last. @param {Request} request @param {URL} address */
async function freshPage(request, address) {
  const cache = await caches.open(CACHE);
  // Straight after pairing the page that is kept is the one before it.
  const kept = address.searchParams.has("storage") ? undefined : await cache.match(address.pathname);
  const signal = kept && AbortSignal.timeout(PATIENCE_MS);
  try {
    const answer = await fetch(request, signal && { signal });
    if (answer.status >= 500 && kept) return kept;
    if (answer.ok && !address.search) await keepPage(cache, address.pathname, answer);
    return answer;
  } catch (problem) {
    if (kept) return kept;
    throw problem;
  }
}

/**
 * A page that only the server has; without it, back to the tiles. A page that says that something is
 * lost, and tries it once more, stays and goes on saying so.
 * @param {Request} request @param {boolean} stays
 */
const orHome = (request, stays) =>
  fetch(request).catch(() => (stays ? new Response(null, { status: 204 }) : Response.redirect("/", 303)));

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.method === "GET" && FILES.includes(address.pathname)) event.respondWith(fromCache(request));
  else if (request.mode !== "navigate") return;
  else if (request.method === "GET" && PAGES.includes(address.pathname)) event.respondWith(freshPage(request, address));
  else if (BEGUN_THERE.test(address.pathname)) event.respondWith(orHome(request, address.search === "?again=1"));
});
