// @ts-check
/**
 * Whether a visit is on the disk, found out without waiting for the browser to say so: after a touch
 * Chromium holds back what it has to tell a page until a frame is drawn, and so the welcome would
 * come a frame late. What it tells a worker is not held back (witness.js).
 */

import { databaseOf } from "./database.js";

const MOST_FRAMES = 300; // about as long as a write is waited for

/**
 * @param {string} installation whose database is there
 * @returns {(id: string) => Promise<void>} resolves in the first frame in which that visit was seen
 */
export function startWitness(installation) {
  if (!self.crossOriginIsolated) return () => new Promise(() => undefined);
  const witness = new Worker(new URL("./witness.js", import.meta.url));
  const told = new Int32Array(new SharedArrayBuffer(4));
  let asked = 0;
  const where = [databaseOf(installation), told];
  witness.postMessage(where);
  return (id) => new Promise((resolve) => {
    const mine = (asked += 1);
    let frames = 0;
    function look() {
      frames += 1;
      if (Atomics.load(told, 0) === mine) resolve();
      else if (asked === mine && frames < MOST_FRAMES) requestAnimationFrame(look);
    }
    witness.postMessage([...where, id, mine]);
    requestAnimationFrame(look);
  });
}
