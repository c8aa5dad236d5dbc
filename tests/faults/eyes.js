// @ts-check
/**
 * Put into a page of the screen before its own scripts, for the set checker: lets time go by, sets
 * the device's clock wrong, names each visit after the tap that made it, taps, and watches what the
 * screen says. What it sees is told at once, since the browser may be killed the moment after.
 */
(() => {
  const given = /*GIVEN*/ {};
  const settings = JSON.parse(self.name || "null") ?? { ...given, load: 0 };
  settings.load += 1;
  const { Date: PlainDate, fetch: plainFetch } = self;
  const count = performance.now.bind(performance);
  const later = self.setTimeout.bind(self);
  const dropLater = self.clearTimeout.bind(self);
  const keepSettings = () => { self.name = JSON.stringify(settings); };
  keepSettings();
  /** @param {string} kind @param {...unknown} what */
  const tell = (kind, ...what) => { self.told(JSON.stringify([kind, ...what])); };

  // Time: the world's goes by as tests wish, the device's clock may be wrong, its count may have slept.
  let passed = 0;
  const countNow = () => count() + passed;
  const world = () => PlainDate.now() + settings.ahead;
  const wall = () => Math.round(world() + settings.wrong);
  performance.now = countNow;
  self.Date = class extends PlainDate {
    constructor(/** @type {any[]} */ ...values) {
      if (values.length) super(.../** @type {[any]} */ (values));
      else super(wall());
    }
    static now() { return wall(); }
  };

  // Timers by that count. One that is due several times over goes off once, as after a sleep.
  const timers = new Map();
  let numbered = 0;
  const due = (/** @type {number} */ id) => {
    const timer = timers.get(id);
    if (!timer) return;
    if (timer.every) start(id, timer.every, timer);
    else timers.delete(id);
    timer.run(...timer.values);
  };
  const start = (/** @type {number} */ id, /** @type {number} */ wait, /** @type {any} */ timer) => {
    dropLater(timer.real);
    timers.set(id, Object.assign(timer, { at: countNow() + wait, real: later(due, wait, id) }));
  };
  const make = (/** @type {boolean} */ again) => (/** @type {any} */ run, wait = 0, ...values) => {
    numbered += 1;
    start(numbered, wait, { run, values, every: again ? wait : 0, real: 0 });
    return numbered;
  };
  const drop = (/** @type {number} */ id) => {
    dropLater(timers.get(id)?.real);
    timers.delete(id);
  };
  Object.assign(self, { setTimeout: make(false), setInterval: make(true), clearTimeout: drop, clearInterval: drop });

  // What is being written or sent takes no longer because tests let an hour go by: it is waited for,
  // but for posts on their way for a moment that makes no difference.
  let open = 0;
  /** @type {Set<{ since: number }>} */
  const posts = new Set();
  let noticed = () => {};
  const plainTransaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...values) {
    const made = plainTransaction.apply(this, /** @type {any} */ (values));
    open += 1;
    for (const end of ["complete", "abort"]) made.addEventListener(end, () => { open -= 1; noticed(); });
    return made;
  };
  const isLate = (/** @type {number} */ until) => [...posts].some(({ since }) => until - since > settings.patience);
  const finished = async (/** @type {number} */ ms) => {
    while (open || isLate(settings.ahead + ms)) await new Promise((resolve) => { noticed = () => resolve(undefined); });
  };
  AbortSignal.timeout = (ms) => {
    const ending = new AbortController();
    self.setTimeout(() => ending.abort(), ms);
    return ending.signal;
  };

  /** Let time go by, asleep or awake. @param {number} ms */
  const letGoBy = async (ms, asleep = false) => {
    await finished(ms);
    settings.ahead += ms;
    if (!asleep) passed += ms;
    keepSettings();
    if (asleep) return;
    for (const [id, timer] of [...timers].sort(([, one], [, other]) => one.at - other.at)) {
      if (timers.get(id) === timer && timer.at <= countNow()) due(id);
    }
  };

  // Every id tells of which run, life of the browser, tab, load and tap it is.
  let made = -1; // the first names the tab
  let last = "";
  const hex = (/** @type {number} */ number, /** @type {number} */ digits) => number.toString(16).padStart(digits, "0");
  crypto.randomUUID = () => {
    made += 1;
    const { life, tab, load, run } = settings;
    last = `${hex(life, 4)}${hex(tab, 2)}${hex(load, 2)}-${hex(Math.max(made, 0), 4)}-4${hex(made < 0 ? 1 : 0, 3)}-8${run.slice(0, 3)}-${run.slice(3, 15)}`;
    return /** @type {any} */ (last);
  };

  // What was welcomed and not yet acknowledged, over the tabs of this device.
  /** @type {Set<string>} */
  const unsent = new Set();
  const others = new BroadcastChannel("eyes");
  const acknowledged = (/** @type {string[]} */ ids) => { for (const id of ids) unsent.delete(id); };
  others.onmessage = ({ data }) => acknowledged(data);
  self.fetch = async (request, options) => {
    if (request !== "/sync") return plainFetch(request, options);
    const headers = { ...options?.headers, "X-Ahead": String(settings.ahead) };
    const post = { since: settings.ahead };
    posts.add(post);
    const answer = await plainFetch(request, { ...options, headers }).finally(() => { posts.delete(post); noticed(); });
    if (answer.ok) {
      const { stored } = await answer.clone().json();
      acknowledged(stored);
      others.postMessage(stored);
      if (stored.length) tell("stored", stored);
    }
    return answer;
  };

  const numberSaid = (/** @type {string} */ text) =>
    text === "All visits sent" ? 0 : Number(/(\d+) visits? waiting to send, safe on this device\./.exec(text)?.[1] ?? NaN);
  const watchLine = (/** @type {Element} */ line) => {
    new MutationObserver(() => {
      const text = line.textContent ?? "";
      const said = numberSaid(text);
      if (!(said >= unsent.size)) tell("lie", text, unsent.size);
    }).observe(line, { childList: true, characterData: true, subtree: true });
  };
  addEventListener("DOMContentLoaded", () => {
    const line = document.getElementById("sync-line");
    if (line) watchLine(line);
  });

  /** Wait until something is so. @param {() => unknown} isSo */
  const until = (isSo) => new Promise((resolve, reject) => {
    const gaveUp = later(() => { watcher.disconnect(); reject(new Error(`never: ${isSo}`)); }, 20_000);
    const look = () => {
      if (!isSo()) return;
      watcher.disconnect();
      dropLater(gaveUp);
      resolve(undefined);
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  });
  const key = (/** @type {string} */ action) =>
    [...document.querySelectorAll(".strip button")].find((button) => button.formAction?.endsWith(`/${action}`));
  const tapped = { id: "", purpose: "" };

  /** One tap, and what the screen says of it. @param {string} purpose */
  async function tap(purpose) {
    const form = /** @type {HTMLFormElement} */ (document.getElementById("tiles"));
    document.querySelector(".band")?.classList.add("seen");
    const at = world();
    form.requestSubmit(form.querySelector(`[value="${purpose}"]`));
    const id = last;
    tell("tapped", id, settings.ahead);
    const band = await until(() => document.querySelector(".band:not(.seen)")).then(() => document.body.dataset.stage);
    Object.assign(tapped, { id, purpose });
    if (band !== "welcome") tell("not kept", id);
    else {
      unsent.add(id);
      tell("welcomed", id, purpose, at);
    }
    return band === "welcome";
  }

  /** What a few add, correct or take back. @param {number} lot */
  async function change(lot) {
    if (lot < 0.05) {
      key("undo")?.click();
      await until(() => document.body.dataset.stage !== "welcome" || !key("undo"));
      if (document.body.dataset.stage !== "undone") return;
      unsent.delete(tapped.id);
      tell("undone", tapped.id);
    } else if (lot < 0.1) {
      key("first-time")?.click();
      await until(() => document.body.dataset.stage !== "welcome" || document.querySelector(".key--done"));
      if (document.querySelector(".key--done")) tell("first", tapped.id);
    }
  }

  /** @param {{ purpose: string, wait: number, lot: number }[]} taps */
  async function burst(taps) {
    for (const { purpose, wait, lot } of taps) {
      await letGoBy(wait);
      if (await tap(purpose)) await change(lot);
    }
    return taps.length;
  }
  Object.assign(self, { eyes: { burst, letGoBy, settings, keepSettings, unsent, numberSaid } });
})();
