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
const TOUCHED_MS = 20_000;
const CHANGES_WITHIN_MS = 120_000; // later the service takes no more additions to a visit

const page = document.body.dataset;
const opened = performance.now();
const strip = document.querySelector(".strip");
let leaving = false;
let pressed = false;
let byTouch = false;

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
  for (const shrinking of line.getAnimations()) shrinking.cancel();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  line.animate(
    [{ transform: `scaleX(${ms / whole})` }, { transform: "scaleX(0)" }],
    { duration: ms, fill: "forwards", easing: "steps(80)" },
  );
}

/** The screen rests by itself, later where somebody who uses keys is there: a key is a touch. */
function restByItself() {
  let ends = performance.now() + endsIn;
  let timer = setTimeout(() => leave(), endsIn);
  if (page.stage === "welcome") drawCountdown(endsIn, endsIn + Number(page.age));
  addEventListener("keydown", () => {
    const most = page.stage === "welcome" ? CHANGES_WITHIN_MS - Number(page.age) - sinceOpened() : TOUCHED_MS;
    const longer = Math.min(TOUCHED_MS, most);
    if (performance.now() + longer <= ends) return;
    ends = performance.now() + longer;
    clearTimeout(timer);
    timer = setTimeout(() => leave(), longer);
    if (page.stage === "welcome") drawCountdown(longer, longer);
  }, { passive: true });
}

/**
 * The focus of somebody who uses keys, over the page that their key leads to: on the same key again,
 * else on what the strip shows now. The address says so only on the way.
 */
function keepFocus() {
  const used = location.hash.slice(1);
  if (used) history.replaceState(null, "", location.pathname + location.search);
  if (used && page.stage !== "rest") focusOn(used);
  addEventListener("submit", ({ defaultPrevented, submitter }) => {
    const key = /** @type {HTMLButtonElement | null} */ (submitter);
    if (!key?.form || byTouch || defaultPrevented) return;
    const address = new URL(key.hasAttribute("formaction") ? key.formAction : key.form.action);
    address.hash = nameOf(key);
    key.formAction = address.href;
  });
}

/** What a tile or a key of the strip is for. @param {HTMLButtonElement} key */
const nameOf = (key) => (key.name === "purpose" ? key.value : new URL(key.formAction).pathname.split("/").pop() ?? "");

/** @param {string} used */
function focusOn(used) {
  const keys = [.../** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".tile, .strip button"))];
  const same = keys.find((key) => nameOf(key) === used);
  /** @type {HTMLElement | null | undefined} */ (same ?? strip?.querySelector("button, [tabindex]"))?.focus({ preventScroll: true });
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
  addEventListener(kind, () => { pressed = state; byTouch = true; }, { passive: true });
}
addEventListener("keydown", () => { byTouch = false; }, { passive: true });
addEventListener("submit", ({ defaultPrevented }) => { leaving ||= !defaultPrevented; });

watchTiles();
keepFocus();
const endsIn = Number(page.endsIn ?? 0);
if (page.asking) {
  stayLonger();
} else if (endsIn > 0) {
  restByItself();
} else {
  rest();
}
