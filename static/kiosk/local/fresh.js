// @ts-check
/**
 * What the screen shows at rest: greeting, courses, text size, kept fresh without leaving the page.
 * A new version is taken up only while nobody is there.
 */

import { hourNow, today } from "./day.js";

const REFRESH_MS = 5 * 60_000;
const SIZED_MS = 60_000;
const NOON = 12;
const EVENING = 17;

export const body = document.body;
export const root = document.documentElement;
export const head = /** @type {HTMLElement} */ (document.querySelector(".top"));
export const strip = /** @type {HTMLElement} */ (document.querySelector(".strip"));
const title = document.title;
let greeting = [...head.childNodes];
let atRest = [...strip.querySelectorAll("p")];
let pressed = false;
let isResting = () => true;
let drawn = body.dataset.day;

/** Whether the courses that this page knows are today's: it may be open for weeks. */
export const isToday = () => drawn === today();

/** Greet by the clock on the wall; yesterday's courses are no news. */
function greet() {
  const hour = hourNow();
  for (const node of greeting) {
    if (!(node instanceof HTMLElement)) continue;
    const hello = /** @type {HTMLElement | null} */ (node.querySelector("[data-morning]"));
    const { morning, afternoon, evening } = hello?.dataset ?? {};
    if (hello) hello.textContent = (hour < NOON ? morning : hour < EVENING ? afternoon : evening) ?? "";
    if (!isToday()) node.querySelector(".today")?.remove();
  }
}

/** Fetch what is new; leave for it where the screen is another one by now, or none. */
async function refresh() {
  greet();
  try {
    const size = root.dataset.textSize;
    const answer = await fetch(size ? `/?size=${size}` : "/", { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) return;
    const kept = answer.clone();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const { installation, version, day } = page.body.dataset;
    if (installation !== body.dataset.installation || version !== body.dataset.version) {
      if (installation && !size) await (await caches.open(`kiosk-${version}`)).put("/", kept); // the next may be slow
      leave();
    } else {
      take(page, day);
      if (size) return;
      const cache = await caches.open(`kiosk-${version}`);
      await cache.put("/", kept);
      for (const page of ["/screen/feedback", "/screen/staff"]) { // today's courses, the latest PIN
        await cache.add(new Request(page, { redirect: "error" }));
      }
    }
  } catch {
    // No network: what is known stays.
  }
}

/** @param {Document} page @param {string | undefined} day */
function take(page, day) {
  drawn = day;
  for (const template of page.querySelectorAll("template")) document.getElementById(template.id)?.replaceWith(template);
  greeting = [.../** @type {HTMLElement} */ (page.querySelector(".top")).childNodes];
  atRest = [...page.querySelectorAll(".strip > p")];
  if (!isResting()) return;
  head.replaceChildren(...keepFresh.greeting());
  strip.querySelectorAll(":scope > p").forEach((line) => line.remove());
  if (!strip.querySelector(".strip__form")) strip.prepend(...atRest); // a message to staff stands there
}

/** Open the page anew, but never under somebody's finger. */
function leave() {
  if (isResting() && !pressed) location.replace("/");
  else setTimeout(leave, 1_000);
}

/** @param {string | undefined} wanted */
function setSize(wanted) {
  if (wanted) root.dataset.textSize = wanted;
  else delete root.dataset.textSize;
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".foot a"))) {
    const address = new URL(link.href);
    const value = address.searchParams.get("size") ?? "";
    if (link.closest(".foot__sizes")) {
      if (value === (wanted ?? "")) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    } else {
      if (wanted) address.searchParams.set("size", wanted);
      else address.searchParams.delete("size");
      link.href = address.href;
    }
  }
}

export const keepFresh = {
  title,

  greeting() {
    greet();
    return greeting;
  },

  strip: () => atRest,

  /** @param {{ isResting: () => boolean, rest: () => void, stay: () => void }} screen */
  start(screen) {
    isResting = screen.isResting;
    let quiet = 0;
    const again = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        again();
        if (!isResting() || !root.dataset.textSize) return;
        setSize(undefined);
        refresh();
      }, SIZED_MS);
    };
    for (const [kind, state] of /** @type {const} */ ([["pointerdown", true], ["pointerup", false], ["pointercancel", false]])) {
      addEventListener(kind, () => { pressed = state; again(); }, { passive: true });
    }
    addEventListener("keydown", () => { screen.stay(); again(); }, { passive: true }); // a key is a touch
    document.querySelector(".foot__sizes")?.addEventListener("click", (event) => {
      const link = /** @type {HTMLElement} */ (event.target).closest("a");
      if (!link) return;
      event.preventDefault();
      setSize(new URL(link.href).searchParams.get("size") ?? undefined);
      screen.stay();
      refresh();
    });
    again();
    setSize(root.dataset.textSize ?? new URLSearchParams(location.search).get("size") ?? undefined);
    greet();
    setInterval(refresh, REFRESH_MS);
    addEventListener("online", refresh);
  },

  /** A new version of what opens the page without network. @param {ServiceWorkerRegistration | undefined} registration */
  follow(registration) {
    if (registration) setInterval(() => registration.update().catch(() => undefined), REFRESH_MS);
  },
};
