// @ts-check
/**
 * One IndexedDB database for each pairing of this device, so that each numbers its visits from 1.
 * A promise resolves only after the transaction is complete, and that only once it is on the disk.
 */

const PREFIX = "kiosk-";
const FINISHES_WITHIN_MS = 5_000;

/** @typedef {(name: string) => IDBObjectStore} Stores */
/** @typedef {<T>(request: IDBRequest<T>, then: (result: T) => void) => void} Ask */

/** @param {string} installation */
export const databaseOf = (installation) => PREFIX + installation;

/** @param {string} installation @param {boolean} [mayMake] @returns {Promise<IDBDatabase>} */
export function openDatabase(installation, mayMake = true) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseOf(installation), 1);
    request.onupgradeneeded = () => {
      const made = request.result;
      if (!mayMake) request.transaction?.abort();
      if (!mayMake) return;
      made.createObjectStore("current", { keyPath: "id" });
      made.createObjectStore("waiting", { keyPath: "seq", autoIncrement: true });
      made.createObjectStore("sent", { keyPath: "seq" });
      made.createObjectStore("refused", { autoIncrement: true });
      made.createObjectStore("evaluations", { keyPath: "id" });
      made.createObjectStore("facts");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

/** Every pairing of which this device still keeps something. @returns {Promise<string[]>} */
export async function pairingsKept() {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
  return names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

/** @param {string} installation @returns {Promise<void>} */
export function forgetDatabase(installation) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseOf(installation));
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/**
 * One transaction over the named stores. What hangs is given up, so that it certainly is not kept.
 * Not so what was committed by `commit`, without waiting for the page: whoever did that takes it back.
 * @template T
 * @param {IDBDatabase} database
 * @param {IDBTransactionMode} mode
 * @param {string[]} names
 * @param {(stores: Stores, ask: Ask, commit: () => void) => T | (() => T)} work a function it returns is called at the end
 * @returns {Promise<T>}
 */
export function transact(database, mode, names, work) {
  return new Promise((resolve, reject) => {
    const all = database.transaction(names, mode, { durability: "strict" });
    /** @type {T | (() => T)} */
    let outcome;
    let committed = false;
    // In two halves: after a sleep the first is long over, and what was written is about to say so.
    let patience = setTimeout(() => {
      patience = setTimeout(giveUp, FINISHES_WITHIN_MS / 2);
    }, FINISHES_WITHIN_MS / 2);
    function giveUp() {
      try {
        all.abort();
      } catch {
        if (committed) reject(new Error());
        // Else it has just finished, and says so next.
      }
    }
    all.oncomplete = () => {
      clearTimeout(patience);
      resolve(typeof outcome === "function" ? /** @type {() => T} */ (outcome)() : outcome);
    };
    all.onabort = () => {
      clearTimeout(patience);
      reject(all.error ?? new Error());
    };
    try {
      outcome = work(
        (name) => all.objectStore(name),
        (request, then) => { request.onsuccess = () => then(request.result); },
        () => {
          committed = true;
          all.commit();
        },
      );
    } catch (problem) {
      giveUp();
      reject(problem);
    }
  });
}
