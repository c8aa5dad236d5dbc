// @ts-check
/// <reference lib="webworker" />
/**
 * Looks a visit up as soon as its page has written it, and says in shared memory that it is there.
 * The database lets nobody read before what was being written is on the disk.
 */

/** @type {Promise<IDBDatabase> | undefined} */
let opening;

/** @param {string} name @returns {Promise<IDBDatabase>} */
const open = (name) => new Promise((resolve, reject) => {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.transaction?.abort(); // it has gone: none is made here
  request.onerror = reject;
  request.onsuccess = () => {
    request.result.onversionchange = () => request.result.close();
    resolve(request.result);
  };
});

onmessage = async ({ data: [name, told, id, asked] }) => {
  try {
    const database = await (opening ??= open(name));
    if (!id) return;
    const looking = database.transaction("current").objectStore("current").getKey(id);
    looking.onsuccess = () => { if (looking.result) Atomics.store(told, 0, asked); };
  } catch {
    opening = undefined; // it was closed: the next question opens it anew
  }
};
