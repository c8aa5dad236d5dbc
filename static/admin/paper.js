/**
 * Typing in paper forms by keyboard: a digit is an answer and moves on; Enter moves on too.
 * Without this file the same boxes are typed in and left with Tab.
 */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-paper]"));

/**
 * The word that belongs to a digit, as the page itself gives it.
 * @param {string} key
 */
function wordOf(key) {
  return document.querySelector(`[data-key="${key}"]`)?.textContent ?? "";
}

/**
 * Show beside a box the answer that its digit means.
 * @param {HTMLInputElement} box
 */
function showWord(box) {
  const place = document.querySelector(`[data-word-of="${box.id}"]`);
  if (place) place.textContent = /^[0-4]$/.test(box.value) ? wordOf(box.value) : "";
}

/**
 * Keep the digit typed last; anything else leaves the box empty.
 * @param {HTMLInputElement} box
 * @param {HTMLElement | undefined} next
 */
function take(box, next) {
  const digit = box.value.slice(-1);
  box.value = /^[0-4]$/.test(digit) ? digit : "";
  showWord(box);
  if (box.value !== "" && next) next.focus();
}

if (form) {
  const boxes = /** @type {HTMLInputElement[]} */ ([
    ...form.querySelectorAll(".paper__answers input"),
  ]);
  const good = /** @type {HTMLElement | null} */ (form.querySelector("textarea"));

  boxes.forEach((box, place) => {
    const next = boxes[place + 1] ?? good ?? undefined;
    const previous = boxes[place - 1];
    showWord(box);
    box.addEventListener("focus", () => box.select());
    box.addEventListener("input", () => take(box, next));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === "ArrowDown") {
        event.preventDefault(); // Enter in a box would send half a form
        next?.focus();
      } else if ((event.key === "Backspace" && box.value === "") || event.key === "ArrowUp") {
        event.preventDefault();
        previous?.focus();
      }
    });
  });

  // With the day known and nothing to mend, the next sheet begins with its first answer.
  const day = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (
    form.querySelector("[name=held_on]")
  );
  if (!document.getElementById("error-summary")) (day?.value ? boxes[0] : day)?.focus();

  // Pressed twice, it would only be a repeat; still, do not send twice.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}
