// @ts-check
/** “Do you need more time?”, and nothing of the last person when a page comes back. */

const ASKING_MS = 20_000;

/**
 * Ask whether somebody needs more time; without an answer they have gone.
 * @param {{ yes: () => void, no: () => void, forMs?: number }} answers
 */
export function askForMoreTime({ yes, no, forMs = ASKING_MS }) {
  const dialog = /** @type {HTMLDialogElement | null} */ (
    document.querySelector("dialog[data-more-time]")
  );
  if (!dialog) {
    no();
    return;
  }
  const timer = setTimeout(() => finish(no), forMs);
  /** @param {() => void} then */
  function finish(then) {
    clearTimeout(timer);
    dialog?.close();
    then();
  }
  dialog.querySelector("[data-more-time-yes]")?.addEventListener("click", () => finish(yes), { once: true });
  dialog.querySelector("[data-more-time-no]")?.addEventListener("click", () => finish(no), { once: true });
  dialog.oncancel = (event) => {
    event.preventDefault();
    finish(yes);
  };
  dialog.showModal();
}

// A page that the browser had put away shows the last person's choices: start afresh.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace("/");
});
