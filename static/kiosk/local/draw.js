// @ts-check
/** Draws the strip and the quiet line from the templates that came with the page. */

import { counted, fragment, words } from "./templates.js";

export const FIRST_TIME = "first-time";
export const COURSE = "course";
export const OTHERS = "others";
export const MORE = "more";
const NUMBERS_AT_ONCE = 8;
const COURSES_AT_ONCE = 4;

/** @typedef {{ first_time: boolean | null, people: number, run: string | null, more: boolean, said: string }} Shown */

/** What a button of the strip is for; its sentence is for nothing. @param {HTMLButtonElement} button */
export const purposeOf = (button) => new URL(button.formAction, location.href).pathname.split("/").pop() ?? "";

/** @param {ParentNode} root @param {string} action @returns {HTMLElement | undefined} */
const keyFor = (root, action) =>
  [...root.querySelectorAll("button")].find((button) => purposeOf(button) === action);

/** What was recorded of a visit, the last addition first. @param {Shown} visit */
function lineOf(visit) {
  const lines = {
    [FIRST_TIME]: visit.first_time ? words(FIRST_TIME) : "",
    [OTHERS]: visit.people > 1 ? words(OTHERS, visit.people) : "",
    [COURSE]: visit.run ? words(COURSE, titleOf(visit.run)) : "",
  };
  return [lines[visit.said], ...Object.values(lines)].find(Boolean);
}

/** @param {string} run */
function titleOf(run) {
  return fragment("courses").querySelector(`[data-run="${run}"] .key__title`)?.textContent ?? "";
}

/**
 * The five offers, each used one marked in its place.
 * @param {Shown} visit @param {boolean} isToday whether the courses that the page knows are today's
 */
export function offers(visit, isToday) {
  const drawn = fragment("offers");
  const done = [...fragment("done").querySelectorAll(".key")];
  const keys = [...drawn.querySelectorAll("button")];
  const used = { [FIRST_TIME]: visit.first_time, [COURSE]: visit.run, [OTHERS]: visit.people > 1, [MORE]: visit.more };
  keys.forEach((key, place) => {
    if (/** @type {Record<string, unknown>} */ (used)[purposeOf(key)]) key.replaceWith(done[place]);
  });
  if (!isToday) keyFor(drawn, COURSE)?.remove();
  const line = lineOf(visit);
  if (line) /** @type {HTMLElement} */ (drawn.querySelector(".strip__line")).textContent = line;
  return drawn;
}

/** Some of many keys, beginning at one; the key for more leads on, and Back stays. */
function some(/** @type {DocumentFragment} */ drawn, /** @type {string} */ kind, /** @type {number} */ start, /** @type {number} */ atOnce) {
  const keys = [...drawn.querySelectorAll(kind)];
  keys.forEach((key, place) => {
    if (place < start || place >= start + atOnce) key.remove();
  });
  const more = drawn.querySelector("button[name=start]");
  if (start + atOnce >= keys.length) more?.remove();
  else more?.setAttribute("value", String(start + atOnce));
  return drawn;
}

/** How many came with somebody: the last key came with the page, those before it are its copies. @param {number} start */
export function numbers(start) {
  const drawn = fragment("numbers");
  const last = /** @type {HTMLButtonElement} */ (drawn.querySelector("[name=others]"));
  for (let number = 1; number < Number(last.value); number += 1) {
    const key = /** @type {HTMLButtonElement} */ (last.cloneNode());
    key.textContent = key.value = String(number);
    last.before(key);
  }
  return some(drawn, "[name=others]", start, NUMBERS_AT_ONCE);
}

/** Today's courses. @param {number} start */
export const courses = (start) => some(fragment("courses"), "[name=run]", start, COURSES_AT_ONCE);

/** What the quiet line says. @param {import("./pairings.js").Whole & { paired: boolean }} kept */
export function quietLine({ waiting, current, answers, refused, age, unread, paired }) {
  const hours = Math.floor(age / 3_600_000);
  const visits = waiting + current;
  const said = [
    paired ? "" : words("unpaired"),
    visits ? counted("waiting", visits) : "",
    hours > 0 ? counted("oldest", hours) : "",
    answers ? counted("answers", answers) : "",
    refused ? counted("refused", refused) : "",
    unread ? words("unread") : "",
  ];
  return said.filter(Boolean).join(" ") || words("sent");
}
