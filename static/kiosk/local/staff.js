// @ts-check
/**
 * The staff corner: opened by a PIN that is checked here, so without network too; says what this
 * device keeps, sends it now, and ends the pairing.
 */

import { goHome } from "../idle.js";
import { AGREES_WITHIN_MS } from "./count.js";
import { openDatabase, pairingsKept, transact } from "./database.js";
import { earlierStores, openTabs, soon } from "./pairings.js";
import { openStore } from "./store.js";
import { startSending } from "./sync.js";
import { counted, fragment, words } from "./templates.js";

const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
const MEGABYTE = 1_000_000;
const NOBODYS = 401;
const UNPAIRS_WITHIN_MS = 10_000;

/** @typedef {{ visits: number, answers: number, since: number | null, unread: number }} Kept */

const page = document.body.dataset;
const place = /** @type {HTMLElement} */ (document.getElementById("staff"));
const locked = [...place.childNodes];
const pairing = page.installation ?? "";
const store = soon(openStore(pairing));
let wrong = 0; // times that a PIN was, where that cannot be kept
let typed = "";
let asked = false;

/** This pairing's store, and those of earlier ones that open. */
const stores = async () => [await store, ...(await earlierStores(pairing)).stores];

const sending = startSending({
  stores,
  version: page.version ?? "",
  tell: ({ status }) => {
    if (asked && status !== 200) {
      say(status === NOBODYS ? "ended" : status ? "stuck" : "unreached");
      asked = false;
    }
    if (place.querySelector("[data-fact]")) tellFacts();
  },
});

/** @param {string} name of the sentence, if any @param {number} [value] */
function say(name, value) {
  const line = /** @type {HTMLElement | null} */ (place.querySelector("[role=status]"));
  if (line) line.textContent = name && words(name, value);
}

/** @param {boolean} whether */
function letType(whether) {
  for (const key of place.querySelectorAll(".staff__keys button")) /** @type {HTMLButtonElement} */ (key).disabled = !whether;
}

/** @param {string} hex */
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** @param {string} pin */
async function isRight(pin) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(page.salt ?? ""), iterations: Number(page.rounds) };
  const derived = new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
  return bytes(page.derived ?? "").every((byte, index) => byte === derived[index]);
}

/** A digit, or none to begin again. @param {string} digit */
async function press(digit) {
  if (place.querySelector(".staff__keys button:disabled")) return;
  typed = digit && typed + digit;
  say(typed && "typed", typed.length);
  if (typed.length < Number(page.digits)) return;
  letType(false);
  const pin = typed;
  typed = "";
  if (await isRight(pin)) {
    await keepWrong(0, 0);
    open();
    return;
  }
  const times = (await store.then((kept) => kept.fact("wrong")).catch(() => ({ times: wrong })))?.times ?? 0;
  const wait = times + 1 < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (times + 1 - FREE_TRIES));
  await keepWrong(times + 1, wait);
  waitOn(wait);
}

/** @param {number} times @param {number} wait milliseconds from now */
async function keepWrong(times, wait) {
  wrong = times;
  await store.then((kept) => kept.keepFact("wrong", { times, until: kept.count() + wait })).catch(() => undefined);
}

/** After wrong PINs, longer each time; a page opened anew waits on. @param {number} wait milliseconds */
function waitOn(wait) {
  if (wait) say("wait", Math.ceil(wait / 1_000));
  else say("wrong");
  setTimeout(() => letType(true), wait);
}

/** @returns {Promise<Kept>} what is on this device, of all its pairings */
async function whatIsKept() {
  const { stores, unread } = await earlierStores(pairing);
  const all = { visits: 0, answers: 0, since: /** @type {number | null} */ (null), unread };
  for (const kept of [await store, ...stores]) {
    const { waiting, current, answers, oldest } = await kept.truth();
    all.visits += waiting + current;
    all.answers += answers;
    const since = Date.now() - kept.count() + oldest;
    if (waiting && since < (all.since ?? Infinity)) all.since = since;
  }
  return all;
}

/** @param {number} moment */
const written = (moment) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/London" }).format(moment);

/** @param {Kept} kept */
function queueInWords({ visits, answers, since, unread }) {
  const said = [
    unread ? words("unread") : "",
    visits ? counted("visits", visits) : "",
    answers ? counted("forms", answers) : "",
    since === null ? "" : words("old", written(since)),
  ];
  return said.filter(Boolean).join(" ") || words("nothing");
}

/** @param {string} pairing @returns {Promise<{ reason: string }[]>} what was set aside, and why */
async function setAsideOf(pairing) {
  const database = await openDatabase(pairing);
  /** @type {{ reason: string }[]} */
  let rows = [];
  await transact(database, "readonly", ["refused"], (stores, ask) =>
    ask(stores("refused").getAll(), (found) => { rows = found; }));
  database.close();
  return rows;
}

/** How many rows for which reason, each in a line, and nothing of what stood in them. */
async function refusedInWords() {
  /** @type {Map<string, number>} */
  const times = new Map();
  const read = await Promise.allSettled((await pairingsKept()).map((name) => soon(setAsideOf(name))));
  for (const { reason } of read.flatMap((one) => (one.status === "fulfilled" ? one.value : []))) {
    times.set(reason, (times.get(reason) ?? 0) + 1);
  }
  if (!times.size) return words("none");
  const lines = [...times].map(([reason, rows]) => words(CSS.escape(reason), rows) || words("other", rows));
  return [...lines, words("apart")].join("\n");
}

/** @param {{ server: string, here: number } | undefined} heard */
function clockInWords(heard) {
  if (!heard) return words("never");
  const ahead = heard.here - Date.parse(heard.server);
  if (Math.abs(ahead) <= AGREES_WITHIN_MS) return words("right");
  return words(ahead > 0 ? "ahead" : "behind", Math.round(Math.abs(ahead) / 1_000));
}

/** @param {number} size @param {number} digits behind the point */
const megabytes = (size, digits) =>
  (size / MEGABYTE).toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });

async function storageInWords() {
  const lasting = await navigator.storage?.persisted?.();
  const { usage, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const said = lasting === undefined ? "unknown" : lasting ? "lasting" : "passing";
  const used = usage === undefined ? "" : words("used", megabytes(usage, 1)).replace("#", megabytes(quota, 0));
  return `${used} ${words(said)}`;
}

async function keptInWords() {
  const kept = await whatIsKept();
  const heard = await (await store).fact("heard");
  return {
    queue: queueInWords(kept),
    stay: kept.visits + kept.answers ? words(kept.visits + kept.answers === 1 ? "stay-one" : "stay") : "",
    sent: heard ? written(Date.parse(heard.server)) : words("never"),
    refused: await refusedInWords(),
    clock: clockInWords(heard),
    storage: await storageInWords(),
  };
}

async function tellFacts() {
  const not = words("not-known");
  const nothing = { queue: not, stay: "", sent: not, refused: not, clock: not, storage: words("shut") };
  for (const [name, text] of Object.entries(await keptInWords().catch(() => nothing))) {
    for (const line of place.querySelectorAll(`[data-fact=${name}]`)) line.textContent = text;
  }
}

/** @param {string} name of the template */
function show(name) {
  place.replaceChildren(fragment(name));
  tellFacts();
  /** @type {HTMLElement | null} */ (place.querySelector("button"))?.focus({ preventScroll: true });
}

const open = () => show("facts");

async function unpair() {
  const sure = /** @type {HTMLButtonElement} */ (place.querySelector("[value=sure]"));
  sure.disabled = true;
  try {
    await store.then((kept) => kept.seal(() => true)).catch(() => undefined);
    const answer = await fetch("/screen/unpair", { method: "POST", signal: AbortSignal.timeout(UNPAIRS_WITHIN_MS) });
    if (!answer.ok && answer.status !== NOBODYS) throw new Error();
    location.replace("/");
  } catch {
    sure.disabled = false;
    say("not-now");
  }
}

async function sendNow() {
  asked = true;
  say("sending");
  try {
    const [all, open] = [await stores(), await openTabs()];
    await Promise.all(all.map((kept) => kept.seal(({ tab }) => !open.has(tab)))); // of pages that are closed
    await sending.now();
    if (asked) say("done");
  } catch {
    say("shut");
  }
  asked = false;
  tellFacts();
}

/** Nobody's: closed, with no digit typed. */
function close() {
  typed = "";
  place.replaceChildren(...locked);
  say("");
}

place.addEventListener("click", ({ target }) => {
  const key = /** @type {HTMLElement} */ (target).closest("button");
  if (!key) return;
  if (key.closest(".staff__keys")) press(key.value);
  else if (key.value === "send") sendNow();
  else if (key.value === "unpair") show("sure");
  else if (key.value === "sure") unpair();
  else open();
});
addEventListener("keydown", ({ key }) => {
  if (!place.querySelector(".staff__keys")) return;
  if (/^\d$/.test(key)) press(key);
  else if (key === "Backspace") press("");
});
addEventListener("pagehide", close); // a page that the browser puts away is closed
document.querySelector(".plain__way-back a")?.addEventListener("click", (event) => {
  event.preventDefault();
  goHome(/** @type {HTMLAnchorElement} */ (event.currentTarget).href);
});
if (page.derived) {
  const wait = await store.then(async (kept) => (await kept.fact("wrong"))?.until - kept.count()).catch(() => 0);
  if (wait > 0) waitOn(wait);
  else letType(true);
}
