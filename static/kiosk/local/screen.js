// @ts-check
/**
 * The check-in screen of a paired device: a tap is written here, durably, and then welcomed,
 * whether or not there is a network. What waits is sent behind it (sync.js).
 */

import { askForMoreTime } from "../more-time.js";
import { stayAtHand } from "./awake.js";
import { COURSE, FIRST_TIME, MORE, OTHERS, courses, numbers, offers, purposeOf, quietLine } from "./draw.js";
import { body, head, isToday, keepFresh, root, strip } from "./fresh.js";
import { earlierStores, openTabs, soon, whole } from "./pairings.js";
import { openStore } from "./store.js";
import { startWitness } from "./seen.js";
import { begun } from "./survival.js";
import { startSending } from "./sync.js";
import { fragment, words } from "./templates.js";

const SLOW_MS = 300;
const SHORT_MS = 8_000;
const LONG_MS = 20_000;
const TOUCHED_MS = 60_000;
const SECOND_TOUCH_MS = 2_000;
const MOST_EXTENSIONS = 10;
const MINUTE_MS = 60_000;

/** @typedef {import("./store.js").Visit & { at: number, more: boolean, said: string, extended: number }} Showing */

const countdown = /** @type {HTMLElement} */ (document.getElementById("countdown"));
const tiles = /** @type {HTMLFormElement} */ (document.getElementById("tiles"));
const tab = crypto.randomUUID();
const pairing = body.dataset.installation ?? "";

/** @type {Promise<import("./sync.js").Store>} */
let store = openStore(pairing).then(begun);
/** @type {Showing | null} */
let visit = null;
let paired = true;
let ends = 0;
let truths = 0;
let writes = Promise.resolve();
/** @type {(id: string) => Promise<void>} until the witness is there, nothing is seen */
let seen = () => new Promise(() => undefined);
const pages = new BroadcastChannel("kiosk");

/** The text size that somebody chose, or none. */
const size = () => root.dataset.textSize;

/** This pairing's store, and those of earlier ones that may still have something to send. */
const stores = async () => [await store, ...(await earlierStores(pairing)).stores];

const sending = startSending({
  stores,
  version: body.dataset.version ?? "",
  tell: (state) => {
    paired = state.paired;
    tellTruth();
  },
});

/** Here, and on another page of this device. */
function tellTruth() {
  sayTruth();
  pages.postMessage("");
}

async function sayTruth() {
  const line = /** @type {HTMLElement} */ (document.getElementById("sync-line"));
  truths += 1;
  const turn = truths;
  const said = await earlierStores(pairing)
    .then(async ({ stores, unread }) => quietLine({ ...(await whole([await store, ...stores], unread)), paired }))
    .catch(() => words("broken"));
  if (turn === truths) line.textContent = said;
}

/** @param {Node[]} nodes @param {string} stage */
function showStrip(nodes, stage) {
  const within = strip.contains(document.activeElement);
  const action = within ? purposeOf(/** @type {any} */ (document.activeElement)) : "";
  strip.replaceChildren(...nodes, countdown);
  body.dataset.stage = stage;
  if (!within) return;
  const keys = [.../** @type {NodeListOf<HTMLButtonElement>} */ (strip.querySelectorAll("button, [tabindex]"))];
  (keys.find((key) => purposeOf(key) === action) ?? keys[0])?.focus({ preventScroll: true });
}

/** The quiet line that shrinks until `ms` from now; none without a number. @param {number} [ms] */
function endsIn(ms) {
  clearTimeout(ends);
  for (const shrinking of countdown.getAnimations()) shrinking.cancel();
  countdown.hidden = visit === null;
  ends = setTimeout(ms === undefined ? askWhoIsThere : rest, ms ?? TOUCHED_MS);
  if (ms === undefined || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  // In steps: a line that slid would have the screen drawn sixty times a second.
  const how = /** @type {const} */ ({ duration: ms, fill: "forwards", easing: "steps(80)" });
  countdown.animate([{ transform: "none" }, { transform: "scaleX(0)" }], how);
}

/** Somebody asked for more time and has not touched the screen for a minute. */
function askWhoIsThere() {
  const asked = visit;
  if (!asked || asked.extended >= MOST_EXTENSIONS) {
    rest();
    return;
  }
  asked.extended += 1;
  askForMoreTime({ yes: () => visit === asked && endsIn(), no: () => visit === asked && rest() });
}

/** How long band and strip stay from now. @param {boolean} [touched] */
function stay(touched = false) {
  if (visit?.more) endsIn();
  else endsIn(touched || size() ? LONG_MS : SHORT_MS);
}

/** Nobody is there: what stood on the screen is over. */
function rest() {
  clearTimeout(ends);
  document.querySelector("dialog")?.close();
  visit = null;
  showNobody();
  seal();
}

function showNobody() {
  head.replaceChildren(...keepFresh.greeting());
  strip.classList.remove("strip--fresh");
  showStrip(keepFresh.strip(), "rest");
  countdown.hidden = true;
  document.title = keepFresh.title;
}

/** Number and send what is over, here and on pages that were closed. */
async function seal() {
  try {
    const all = await stores();
    const open = await openTabs();
    const isOver = (/** @type {import("./store.js").Visit} */ row) =>
      row.tab === tab ? row.id !== visit?.id : !open.has(row.tab);
    await writes;
    const sealed = await Promise.all(all.map((kept) => kept.seal(isOver)));
    if (sealed.some(Boolean)) sending.wake();
  } catch {
    // It stays as it is, unsealed, and the next minute tries again.
  }
  tellTruth();
}

/** @param {string} name of the template @param {string} stage */
function showBand(name, stage) {
  head.replaceChildren(fragment(name));
  const heading = head.querySelector("h1")?.textContent ?? "";
  document.title = keepFresh.title.replace(/^.*(?= – )/, heading);
  body.dataset.stage = stage;
}

/** @param {Showing} stored it is on the disk now */
function welcome(stored) {
  if (visit !== stored) return;
  showBand("welcome", "welcome");
  strip.classList.add("strip--fresh");
  showStrip([offers(stored, isToday())], "welcome");
  stay();
}

/** It could not be written: say so, and offer the plain form. @param {Showing} lost */
function notStored(lost) {
  if (visit !== lost) return;
  showBand("lost", "lost");
  const form = fragment("again");
  for (const name of /** @type {const} */ (["id", "purpose"])) {
    form.querySelector(`[name=${name}]`)?.setAttribute("value", lost[name]);
  }
  visit = null;
  strip.classList.add("strip--fresh");
  showStrip([form], "lost");
  store = openStore(pairing).then(begun);
  store.catch(() => undefined);
  endsIn(LONG_MS);
}

/** @param {string} purpose */
function tap(purpose) {
  const at = performance.now();
  const second = visit !== null && at - visit.at < SECOND_TOUCH_MS ? visit : null;
  if (second?.purpose === purpose) return;
  const before = visit;
  /** @type {Showing} */
  const now = second ?? {
    id: crypto.randomUUID(), tapped_at: new Date().toISOString(), counted: 0, purpose, first_time: null,
    people: 1, run: null, tab, at, more: false, said: "", extended: 0,
  };
  visit = now;
  clearTimeout(ends);
  writes = writes.then(second ? () => correct(second, purpose) : () => keep(now)).catch(reportError).then(() => {
    tellTruth();
    if (before) seal();
  });
}

/** Write a visit, then welcome. @param {Showing} tapped */
async function keep(tapped) {
  const slow = setTimeout(() => visit === tapped && showNobody(), SLOW_MS); // the last welcome is not this one's
  try {
    const kept = await soon(store);
    const row = rowOf(tapped, kept.count() - Math.round(performance.now() - tapped.at));
    await Promise.race([kept.tap(row), seen(row.id)]);
  } catch {
    store.then((kept) => kept.drop(tapped.id)).catch(() => undefined); // it is said not to be counted
    notStored(tapped);
    return;
  } finally {
    clearTimeout(slow);
  }
  welcome(tapped);
}

/** Another tile at once: the first was not meant. @param {Showing} shown @param {string} purpose */
async function correct(shown, purpose) {
  try {
    await amend(shown, { purpose });
    shown.purpose = purpose;
  } catch {
    // What was kept first stands.
  }
  welcome(shown);
}

/** What is kept of a visit. @param {Showing} shown @param {number} counted */
const rowOf = ({ id, tapped_at, purpose, first_time, people, run }, counted) =>
  ({ id, tapped_at, counted, purpose, first_time, people, run, tab });

/** @param {Showing} shown @param {Partial<Showing> | null} change */
async function amend(shown, change) {
  if (!(await (await store).amend(shown.id, change))) throw new Error(); // it was sealed
}

/** Write what somebody adds, then show it. @param {Partial<Showing>} change @param {string} said */
async function add(change, said) {
  const adding = visit;
  if (!adding) return;
  await (writes = writes.then(() => amend(adding, change)).then(
    () => { Object.assign(adding, change, { said }); },
    () => undefined, // it is not kept, and not shown
  ));
  if (visit === adding) showStrip([offers(adding, isToday())], "welcome");
}

async function undo() {
  const undoing = visit;
  if (!undoing) return;
  let undone = false;
  await (writes = writes.then(() => amend(undoing, null)).then(() => { undone = true; }, () => undefined));
  tellTruth();
  if (!undone || visit !== undoing) return;
  visit = null;
  head.replaceChildren(...keepFresh.greeting());
  document.title = keepFresh.title;
  showStrip([fragment("undone")], "undone");
  endsIn(SHORT_MS);
}

/** A touch on the strip. @param {HTMLButtonElement} key */
function touch(key) {
  if (!visit) return;
  strip.classList.remove("strip--fresh");
  const action = purposeOf(key);
  const start = Number(key.name === "start" ? key.value : 0);
  if (action === MORE) visit.more = true;
  stay(true);
  if (action === "undo") undo();
  else if (action === FIRST_TIME) add({ first_time: true }, FIRST_TIME);
  else if (action === OTHERS && key.name === "others") add({ people: Number(key.value) + 1 }, OTHERS);
  else if (action === OTHERS) showStrip([numbers(start)], "welcome");
  else if (action === COURSE && key.name === "run") add({ run: key.dataset.run ?? null }, COURSE);
  else if (action === COURSE) showStrip([courses(start)], "welcome");
  else showStrip([offers(visit, isToday())], "welcome");
}

tiles.addEventListener("submit", (event) => {
  event.preventDefault();
  tap(/** @type {HTMLButtonElement} */ (event.submitter).value);
});
strip.addEventListener("submit", (event) => {
  // The plain way. Not by its id: it has a field of that name.
  if (/** @type {HTMLElement} */ (event.target).matches("#again")) return;
  event.preventDefault();
  touch(/** @type {HTMLButtonElement} */ (event.submitter));
});
navigator.locks.request(`kiosk-tab-${tab}`, () => new Promise(() => undefined)); // held while this page lives
pages.onmessage = sayTruth;
store.then(() => { seen = startWitness(pairing); }).catch(() => undefined); // the first tap says so
setInterval(seal, MINUTE_MS);
keepFresh.start({ isResting: () => visit === null && body.dataset.stage === "rest", rest, stay: () => visit && stay(true) });
stayAtHand().then((registration) => keepFresh.follow(registration));
seal();
