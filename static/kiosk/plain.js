// @ts-check
/**
 * The timing of a check-in screen that the server draws: when the band goes, second touches, and
 * staying fresh at rest. Without this script all of it still works, only less smoothly.
 */

import { goHome } from "./idle.js";
import { askForMoreTime } from "./more-time.js";

const REFRESH_MS = 5 * 60_000;
const AT_REST_MS = 60_000;
const SECOND_TOUCH_MS = 2_000;

const page = document.body.dataset;
const opened = performance.now();
let leaving = false;
let pressed = false;

/** Milliseconds since this page was drawn. */
const sinceOpened = () => performance.now() - opened;

/** @param {string} [address] */
function leave(address) {
  if (leaving) return;
  leaving = true;
  goHome(address);
}

/**
 * The next touch within two seconds of a tap: the same tile does nothing, another one corrects
 * the purpose, under the id of the visit it corrects.
 */
function watchTiles() {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("tiles"));
  if (!form) return;
  const id = /** @type {HTMLInputElement} */ (form.elements.namedItem("id"));
  let purpose = page.purpose ?? "";
  let visit = page.visit ?? "";
  let tapped = page.visit ? opened - Number(page.age) : -Infinity;
  form.addEventListener("submit", (event) => {
    const tile = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const isSecond = performance.now() - tapped < SECOND_TOUCH_MS;
    if (isSecond && tile?.value === purpose) {
      event.preventDefault();
      return;
    }
    leaving = true;
    if (isSecond) id.value = visit;
    else tapped = performance.now();
    visit = id.value;
    purpose = tile?.value ?? "";
  });
}

/** The quiet line that shrinks while the band stays. @param {number} ms @param {number} whole */
function drawCountdown(ms, whole) {
  const line = document.getElementById("countdown");
  if (!line) return;
  line.hidden = false;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  line.animate(
    [{ transform: `scaleX(${ms / whole})` }, { transform: "scaleX(0)" }],
    { duration: ms, fill: "forwards" },
  );
}

/** Somebody asked for more time: after a minute of quiet ask whether they are still there. */
function stayLonger() {
  const more = /** @type {HTMLButtonElement | null} */ (
    document.querySelector('button[formaction*="/more"]')
  );
  const asking = Number(page.asking);
  setTimeout(() => {
    if (leaving) return;
    askForMoreTime({
      yes: () => (more ? more.click() : location.reload()),
      no: () => leave(),
      forMs: asking,
    });
  }, Math.max(Number(page.endsIn) - asking, 0));
}

/** At rest: greeting and courses stay fresh; another text size ends when nobody is there. */
function rest() {
  let quiet = setTimeout(refresh, page.sized === undefined ? REFRESH_MS : AT_REST_MS);
  function refresh() {
    if (pressed) again();
    else leave();
  }
  function again() {
    clearTimeout(quiet);
    quiet = setTimeout(refresh, page.sized === undefined ? REFRESH_MS : AT_REST_MS);
  }
  for (const kind of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(kind, again, { passive: true });
  }
}

for (const [kind, state] of /** @type {const} */ ([["pointerdown", true], ["pointerup", false], ["pointercancel", false]])) {
  addEventListener(kind, () => { pressed = state; }, { passive: true });
}
addEventListener("submit", () => { leaving = true; });

watchTiles();
const endsIn = Number(page.endsIn ?? 0);
if (page.asking) {
  stayLonger();
} else if (endsIn > 0) {
  if (page.stage === "welcome") drawCountdown(endsIn, endsIn + Number(page.age));
  setTimeout(() => leave(), endsIn);
} else {
  rest();
}
