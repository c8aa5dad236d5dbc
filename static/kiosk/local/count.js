// @ts-check
/**
 * A count of milliseconds that no change of the device's clock moves. The browser's own begins
 * anew with each page: what was kept last, and the time since, lead on from there.
 */

/** @typedef {{ count: number, wall: number }} Kept what the count was when the clock said `wall` */

/** @typedef {{ server: string, here: number, count: number }} Heard when the service last answered */

/** @param {Kept | undefined} kept @returns {() => number} the milliseconds counted until now */
export function countFrom(kept) {
  const closed = kept ? Math.max(0, Date.now() - kept.wall) : 0;
  const base = (kept?.count ?? 0) + closed - performance.now();
  return () => Math.round(base + performance.now());
}

export const AGREES_WITHIN_MS = 5_000;

/**
 * Whether the clock says less time than was counted since the service was last heard: a sleep makes
 * it say more, so it was set back.
 * @param {{ tapped_at: string | null, counted: number }} visit
 * @param {Heard | undefined} heard
 */
export const wasSetBack = ({ tapped_at, counted }, heard) =>
  heard !== undefined && Date.parse(tapped_at ?? "") - heard.here < counted - heard.count - AGREES_WITHIN_MS;
