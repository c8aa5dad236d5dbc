// @ts-check
/**
 * What this device keeps. A visit is `current` while its band and strip are up, `waiting` under a
 * number once it is sealed, `sent` for 30 days after the server had it, or set aside as `refused`.
 */

import { AGREES_WITHIN_MS, countFrom, wasSetBack } from "./count.js";
import { forgetDatabase, openDatabase, transact } from "./database.js";

const KEPT_MS = 30 * 86_400_000;
const MOST_AT_ONCE = 500;

/**
 * @typedef {object} Visit
 * @property {string} id
 * @property {string | null} tapped_at by this device's clock; null where that was set back
 * @property {number} counted by its running count
 * @property {string} purpose
 * @property {boolean | null} first_time
 * @property {number} people
 * @property {string | null} run
 * @property {string} [tab] the page that shows it
 * @property {number} [seq]
 */
/** @typedef {{ waiting: number, current: number, answers: number, refused: number, oldest: number }} Truth */
/** @typedef {{ stored: string[], refused: { id: string | null, reason: string }[], now: string }} Answer */

/**
 * Do a great deal a part at a time, so that no tap waits for all of it.
 * @param {(most: number) => Promise<number>} part tells how many it did
 */
async function inParts(part) {
  while ((await part(MOST_AT_ONCE)) === MOST_AT_ONCE) { /* the next part */ }
}

/** @param {string} installation */
export async function openStore(installation) {
  let database = await openDatabase(installation);
  /** @type {import("./count.js").Heard | undefined} */
  let heard;
  const count = countFrom(
    await transact(database, "readonly", ["facts"], (stores, ask) => {
      /** @type {import("./count.js").Kept | undefined} */
      let kept;
      ask(stores("facts").get("count"), (found) => { kept = found; });
      ask(stores("facts").get("heard"), (found) => { heard = found; });
      return () => kept;
    }),
  );

  /**
   * @param {IDBTransactionMode} mode @param {string[]} names
   * @param {(stores: import("./database.js").Stores, ask: import("./database.js").Ask, commit: () => void) => any} what
   * @returns {Promise<any>}
   */
  async function work(mode, names, what) {
    try {
      return await transact(database, mode, names, what);
    } catch (problem) {
      if (/** @type {DOMException} */ (problem).name !== "InvalidStateError") throw problem;
      database = await openDatabase(installation, false); // the browser had closed it, or emptied it
      return transact(database, mode, names, what);
    }
  }

  /** @param {import("./database.js").Stores} stores */
  const keepCount = (stores) => stores("facts").put({ count: count(), wall: Date.now() }, "count");

  /** @param {import("./database.js").Stores} stores @param {Visit} row */
  function sealOne(stores, { tab, ...visit }) {
    stores("current").delete(visit.id);
    stores("waiting").add(visit);
  }

  return {
    installation,
    count,

    /** Keep a visit, asking for nothing: somebody is waiting. @param {Visit} visit */
    tap: (visit) =>
      work("readwrite", ["current", "facts"], (stores, _, commit) => {
        stores("current").put(wasSetBack(visit, heard) ? { ...visit, tapped_at: null } : visit);
        keepCount(stores);
        commit();
      }),

    /** Take back a visit of which nobody knows whether it will be kept. @param {string} id */
    drop: (id) =>
      work("readwrite", ["current"], (stores, _, commit) => {
        stores("current").delete(id);
        commit();
      }),

    /**
     * Change a visit that is not yet sealed; null takes it back.
     * @param {string} id @param {Partial<Visit> | null} change @returns {Promise<boolean>}
     */
    amend: (id, change) =>
      work("readwrite", ["current"], (stores, ask) => {
        let found = false;
        ask(stores("current").get(id), (row) => {
          found = Boolean(row);
          if (row && change) stores("current").put({ ...row, ...change });
          else if (row) stores("current").delete(id);
        });
        return () => found;
      }),

    /** Seal what is over. @param {(visit: Visit) => boolean} isOver @returns {Promise<number>} how many */
    seal: (isOver) =>
      work("readwrite", ["current", "waiting"], (stores, ask) => {
        let sealed = 0;
        ask(stores("current").getAll(), (rows) => {
          rows.sort((one, other) => one.counted - other.counted);
          for (const row of rows.filter(isOver)) {
            sealOne(stores, row);
            sealed += 1;
          }
        });
        return () => sealed;
      }),

    /** Keep somebody's answers. @param {{ id: string }} evaluation */
    keepAnswers: (evaluation) =>
      work("readwrite", ["evaluations", "facts"], (stores) => {
        stores("evaluations").put(evaluation);
        keepCount(stores);
      }),

    /** What is on this device. @returns {Promise<Truth>} */
    truth: () =>
      work("readonly", ["current", "waiting", "evaluations", "refused"], (stores, ask) => {
        const found = { waiting: 0, current: 0, answers: 0, refused: 0, oldest: count() };
        for (const name of /** @type {const} */ (["waiting", "current", "refused"])) {
          ask(stores(name).count(), (number) => { found[name] = number; });
        }
        ask(stores("evaluations").count(), (number) => { found.answers = number; });
        ask(stores("waiting").openCursor(), (first) => { found.oldest = first?.value.counted ?? found.oldest; });
        return () => found;
      }),

    /** What to send next. @param {number} most */
    next: (most) =>
      work("readonly", ["waiting", "evaluations", "facts"], (stores, ask) => {
        const found = { visits: [], evaluations: [], queued: 0, last_seq: null, storage: null, lasting: null };
        ask(stores("waiting").getAll(null, most), (rows) => { found.visits = rows; });
        ask(stores("waiting").count(), (number) => { found.queued = number; });
        ask(stores("evaluations").getAll(null, most), (rows) => { found.evaluations = rows; });
        ask(stores("facts").get("last_seq"), (seq) => { found.last_seq = seq ?? null; });
        ask(stores("facts").get("begun"), (begun) => { found.storage = begun?.state ?? null; });
        ask(stores("facts").get("lasting"), (lasting) => { found.lasting = lasting ?? null; });
        return () => found;
      }),

    /**
     * Let go of what the server has, and set aside what it will never take.
     * @param {{ visits: any[], evaluations: any[] }} batch @param {Answer} answer
     * @returns {Promise<number>} how many left the queue
     */
    settle(batch, answer) {
      const stored = new Set(answer.stored);
      const refused = new Map(answer.refused.map(({ id, reason }) => [id, reason]));
      const until = Date.parse(answer.now) + KEPT_MS;
      return work("readwrite", ["waiting", "sent", "refused", "evaluations", "facts"], (stores, ask) => {
        let gone = 0;
        let last = 0;
        /** @param {string} name @param {string | number} key @param {any} row */
        const settleOne = (name, key, row) => {
          const reason = refused.get(typeof row.id === "string" ? row.id.slice(0, 100) : null);
          if (!stored.has(row.id) && reason === undefined) return;
          gone += 1;
          stores(name).delete(key);
          if (!stored.has(row.id)) stores("refused").add({ row, reason });
          else if (name === "waiting") {
            stores("sent").put({ ...row, until, off: Date.parse(answer.now) - Date.now() });
            last = Math.max(last, row.seq);
          }
        };
        for (const row of batch.visits) settleOne("waiting", row.seq, row);
        for (const row of batch.evaluations) settleOne("evaluations", row.id, row);
        ask(stores("facts").get("last_seq"), (seq) => stores("facts").put(Math.max(seq ?? 0, last), "last_seq"));
        heard = { server: answer.now, here: Date.now(), count: count() };
        stores("facts").put(heard, "heard");
        keepCount(stores);
        return () => gone;
      });
    },

    /** Something that this device keeps of itself. @param {string} name @returns {Promise<any>} */
    fact: (name) =>
      work("readonly", ["facts"], (stores, ask) => {
        /** @type {any} */
        let found;
        ask(stores("facts").get(name), (kept) => { found = kept; });
        return () => found;
      }),

    /** @param {string} name @param {any} value @returns {Promise<void>} */
    keepFact: (name, value) => work("readwrite", ["facts"], (stores) => { stores("facts").put(value, name); }),

    /**
     * A restored server asks again from a number on. What a clock said that was wrong by as much then,
     * and is not now, is not said again. @param {number} from @returns {Promise<number>}
     */
    async queueAgain(from) {
      const now = heard ? Date.parse(heard.server) - heard.here : 0;
      let queued = 0;
      await inParts((most) => work("readwrite", ["waiting", "sent"], (stores, ask) => {
        let part = 0;
        ask(stores("sent").getAll(IDBKeyRange.lowerBound(from), most), (rows) => {
          part = rows.length;
          queued += part;
          for (const { until, off = now, ...row } of rows) {
            if (Math.abs(off - now) > AGREES_WITHIN_MS) row.tapped_at = null;
            stores("sent").delete(row.seq);
            stores("waiting").put(row);
          }
        });
        return () => part;
      }));
      return queued;
    },

    /** Forget what the server has had for 30 days. @param {number} now by the server's clock */
    forgetSent: (now) =>
      inParts((most) => work("readwrite", ["sent"], (stores, ask) => {
        let gone = 0;
        ask(stores("sent").openCursor(), (cursor) => {
          if (!cursor || cursor.value.until > now || gone === most) return;
          gone += 1;
          cursor.delete();
          cursor.continue();
        });
        return () => gone;
      })),

    /**
     * Forget all of it, once something was sent and nothing is left that anybody may ask for: what is
     * still empty may be the pairing of another page. @returns {Promise<boolean>} whether it went
     */
    async forgetEmpty() {
      const names = ["current", "waiting", "sent", "refused", "evaluations"];
      const rows = await work("readonly", [...names, "facts"], (stores, ask) => {
        let found = 0;
        for (const name of names) ask(stores(name).count(), (number) => { found += number; });
        ask(stores("facts").get("last_seq"), (seq) => { found += seq ? 0 : 1; });
        return () => found;
      });
      if (rows) return false;
      database.close();
      await forgetDatabase(installation);
      return true;
    },
  };
}
