// @ts-check
/**
 * Sends what waits on this device: one batch after another, one sender at a time over all tabs,
 * again and again until the server has acknowledged it. Nothing else leaves the queue.
 */

import { forgetEmpty, whole } from "./pairings.js";

const MOST_ROWS = 500;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 20_000;
const BEAT_MS = 60_000;
const EARLIER_BEAT_MS = 600_000;
const ANSWERS_WITHIN_MS = 30_000;
const UNPAIRED = 401;
const TOO_MUCH = [400, 413];

/** @typedef {Awaited<ReturnType<typeof import("./store.js").openStore>>} Store */

/** A problem that waiting may end. */
class Trouble extends Error {
  /** @param {number} status @param {number} [wait] milliseconds that the server asked for */
  constructor(status, wait = 0) {
    super();
    this.status = status;
    this.wait = wait;
  }
}

/**
 * The post of one batch, as the contract has it.
 * @param {Store} store @param {any} next @param {string} version
 */
export function bodyOf(store, next, version) {
  const now = store.count();
  const visits = next.visits.map((/** @type {any} */ { counted, ...row }) => ({
    ...row,
    age_ms: Math.max(0, now - counted),
  }));
  return {
    sent_at: new Date().toISOString(),
    installation: store.installation,
    version,
    queued: next.queued,
    refused: next.refused,
    oldest_age_ms: visits.length ? visits[0].age_ms : null,
    last_seq: next.last_seq,
    storage: next.storage,
    lasting: next.lasting,
    visits,
    evaluations: next.evaluations,
  };
}

/** @param {object} body */
async function post(body) {
  const answer = await fetch("/sync", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
  });
  if (answer.ok) return answer.json();
  throw new Trouble(answer.status, 1000 * Number(answer.headers.get("Retry-After") ?? 0));
}

/**
 * @param {object} about
 * @param {() => Promise<Store[]>} about.stores each pairing's store, this one's first
 * @param {string} about.version
 * @param {(state: { paired: boolean, status?: number }) => void} about.tell whenever something changed
 */
export function startSending({ stores, version, tell }) {
  let failures = 0;
  let paired = true;
  let notBefore = 0;
  let timer = 0;
  /** @type {Promise<void> | undefined} */
  let running;
  let again = false;
  let refused = 0; // set aside of all pairings: managers see one number
  /** @type {Map<Store, number>} */
  const heard = new Map();

  /** @param {Store} store @param {number} most @returns {Promise<boolean>} whether more waits */
  async function sendOne(store, most) {
    const next = { ...(await store.next(most)), refused };
    if (most === 1 && next.visits.length) next.evaluations = []; // so that it is known which row it is
    const answer = await post(bodyOf(store, next, version)).catch((problem) => {
      if (!TOO_MUCH.includes(problem.status) || next.visits.length + next.evaluations.length === 0) throw problem;
      return undefined;
    });
    if (!answer) return setAside(store, next, most);
    const gone = await store.settle(next, answer);
    paired = true;
    failures = 0;
    tell({ paired, status: 200 });
    const asked = answer.resend_from === null ? 0 : await store.queueAgain(answer.resend_from);
    if (asked) heard.clear(); // a restored server may have lost what earlier pairings sent, too
    if (!gone && next.visits.length + next.evaluations.length) throw new Trouble(200);
    if (asked || next.queued > next.visits.length || next.evaluations.length === most) return true;
    await store.forgetSent(Date.parse(answer.now));
    return false;
  }

  /** A batch that cannot be read: in smaller parts, until the row that spoils it stands alone. */
  async function setAside(/** @type {Store} */ store, /** @type {any} */ next, /** @type {number} */ most) {
    if (most > 1) {
      while (await sendOne(store, Math.ceil(most / 4))) { /* until these are through */ }
      return true;
    }
    const { now } = await post(bodyOf(store, { ...next, visits: [], evaluations: [] }, version)); // it is the row
    const [row] = next.visits.length ? next.visits : next.evaluations;
    const batch = next.visits.length ? { visits: [row], evaluations: [] } : { visits: [], evaluations: [row] };
    const refused = [{ id: typeof row.id === "string" ? row.id.slice(0, 100) : null, reason: "The batch could not be read." }];
    await store.settle(batch, { stored: [], refused, now });
    return true;
  }

  async function drain() {
    const all = await stores();
    refused = (await whole(all, 0)).refused;
    for (const [place, store] of all.entries()) {
      if (place > 0 && !(await isDue(store))) continue;
      while (await sendOne(store, MOST_ROWS)) { /* the next batch */ }
      heard.set(store, performance.now());
      if (place > 0) await forgetEmpty(store);
    }
  }

  /** An earlier pairing's has something to send, or lets a restored server ask for what it had. @param {Store} store */
  async function isDue(store) {
    const { waiting, answers } = await store.truth();
    return waiting + answers > 0 || performance.now() - (heard.get(store) ?? -Infinity) > EARLIER_BEAT_MS;
  }

  /** @returns {Promise<void>} until all is sent, or could not be */
  function run() {
    again = true;
    running ??= sendAll().finally(() => { running = undefined; });
    return running;
  }

  async function sendAll() {
    clearTimeout(timer);
    let wait = BEAT_MS;
    try {
      while (again) {
        again = false;
        await navigator.locks.request("kiosk-sync", drain);
      }
    } catch (problem) {
      wait = waitAfter(/** @type {Trouble} */ (problem));
    }
    timer = setTimeout(run, wait);
  }

  /** @param {Partial<Trouble>} problem */
  function waitAfter({ status, wait = 0 }) {
    paired = status !== UNPAIRED;
    tell({ paired, status });
    const longest = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** failures);
    failures += 1;
    const jittered = Math.max(SHORTEST_MS, longest * (0.5 + Math.random() / 2));
    if (wait) notBefore = performance.now() + wait;
    return paired ? Math.max(wait, jittered) : Math.max(wait, LONGEST_MS);
  }

  /** Something happened that may make sending possible. */
  function wake() {
    if (performance.now() < notBefore || !paired) return;
    run();
  }

  addEventListener("online", wake);
  addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", wake);
  run();
  return { wake, now: run };
}
