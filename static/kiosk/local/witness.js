// @ts-check
/// <reference lib="webworker" />
/**
 * Looks a visit up as soon as its page has written it, and says in shared memory that it is there.
 * The database lets nobody read before what was being written is on the disk.
 */

onmessage = ({ data: [name, told] }) => {
  const opening = indexedDB.open(name);
  opening.onupgradeneeded = () => opening.transaction?.abort(); // it has gone: none is made here
  opening.onsuccess = () => {
    const database = opening.result;
    database.onversionchange = () => database.close();
    onmessage = ({ data: [id, asked] }) => {
      const looking = database.transaction("current").objectStore("current").getKey(id);
      looking.onsuccess = () => { if (looking.result) Atomics.store(told, 0, asked); };
    };
  };
};
