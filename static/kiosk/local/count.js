// @ts-check
/**
 * A count of milliseconds that no change of the device's clock moves. The browser's own begins
 * anew with each page: what was kept last, and the time since, lead on from there.
 */

/** @typedef {{ count: number, wall: number }} Kept what the count was when the clock said `wall` */

/** @param {Kept | undefined} kept @returns {() => number} the milliseconds counted until now */
export function countFrom(kept) {
  const closed = kept ? Math.max(0, Date.now() - kept.wall) : 0;
  const base = (kept?.count ?? 0) + closed - performance.now();
  return () => Math.round(base + performance.now());
}
