// @ts-check
/**
 * Course feedback on a paired screen: asked on this page, one question after another, and kept on
 * the device after the last. Until then nothing of it is written anywhere. A browser that cannot
 * keep it goes through the server's own pages.
 */

import { goHome } from "../idle.js";
import { today } from "./day.js";
import { soon } from "./pairings.js";
import { openStore } from "./store.js";
import { startSending } from "./sync.js";
import { fragment } from "./templates.js";

/** @typedef {{ id: string, run: string | null, held_on: string, wording: number }} About */
/** @typedef {{ about: About, title: string, isGroup: boolean, answers: Record<string, string> }} Form */

const page = document.body.dataset;
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const place = /** @type {HTMLElement} */ (document.querySelector(".questions-top__place"));
const total = document.querySelectorAll("template[id^=local-question]").length;
const title = document.title;
const given = /** @type {HTMLInputElement} */ (main.querySelector("[name=given]")).value;
const atFirst = { place: [...place.childNodes], main: [...main.childNodes] };
const pages = new BroadcastChannel("kiosk");
const store = openStore(page.installation ?? "");

/** What somebody answers: in this page's memory alone, until the last question. @type {Form | null} */
let form = null;
let number = 0;
let plainly = false;

const sending = startSending({
  stores: async () => [await store],
  version: page.version ?? "",
  tell: () => pages.postMessage(""),
});

/** @param {Node[]} about @param {Node[]} nodes */
function show(about, nodes) {
  place.replaceChildren(...about);
  main.replaceChildren(...nodes);
  const heading = /** @type {HTMLElement} */ (main.querySelector("h1"));
  document.title = title.replace(/^.*(?= – )/, heading.textContent ?? "");
  heading.tabIndex = -1; // so that it is read out, and the next key leads on from here
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** The courses: nobody's form. Yesterday's courses are no news. */
function start() {
  form = null;
  history.replaceState(null, "");
  show(atFirst.place, atFirst.main);
  hideOldCourses();
}

function hideOldCourses() {
  for (const key of main.querySelectorAll("[name=run]")) {
    const course = /** @type {HTMLElement} */ (key.closest("li"));
    course.hidden = Boolean(/** @type {HTMLButtonElement} */ (key).value) && page.day !== today();
  }
}

/** @param {HTMLButtonElement} key a course, or none of them */
async function begin(key) {
  let id = "";
  try {
    await soon(store);
    id = crypto.randomUUID();
  } catch {
    plainly = true;
    setTimeout(() => key.form?.requestSubmit(key)); // not while the touch itself is still being submitted
    return;
  }
  const about = { id, run: key.value || null, held_on: today(), wording: Number(page.wording) };
  if (about.run && page.day !== about.held_on) {
    start(); // midnight went by
    return;
  }
  const named = key.value ? key.querySelector("span")?.textContent ?? "" : "";
  form = { about, title: named, isGroup: "group" in key.dataset, answers: {} };
  ask(1, true);
}

/** @param {number} next from 1 @param {boolean} [isNew] to be gone back from */
function ask(next, isNew = false) {
  if (!form) return;
  number = next;
  if (isNew) history.pushState({ number }, "");
  const drawn = fragment(`question-${number}`);
  const heading = /** @type {HTMLElement} */ (drawn.querySelector("h1"));
  const about = /** @type {HTMLElement} */ (drawn.querySelector(".questions-top__about"));
  if (form.isGroup) heading.textContent = heading.dataset.group ?? "";
  if (form.title) about.textContent = form.title;
  for (const key of drawn.querySelectorAll("button")) {
    if (form.answers[key.name] !== key.value) continue;
    key.classList.add("big--chosen");
    key.append(" ", fragment("chosen"));
  }
  const top = /** @type {HTMLElement} */ (drawn.firstElementChild);
  top.remove();
  show([...top.childNodes], [...drawn.childNodes]);
}

/** @param {HTMLButtonElement} key an answer, or Skip */
function answer(key) {
  if (!form) return;
  const question = /** @type {HTMLButtonElement} */ (main.querySelector(".bigs--answers button")).name;
  if (key.name === question) form.answers[question] = key.value;
  else delete form.answers[question];
  if (number < total) ask(number + 1, true);
  else finish(form);
}

/** Keep what was answered, if anything was, and only then give thanks. @param {Form} answered */
async function finish(answered) {
  form = null;
  if (!Object.keys(answered.answers).length) {
    end("nothing", answered);
    return;
  }
  try {
    await (await soon(store)).keepAnswers({ ...answered.about, ...answered.answers });
  } catch {
    end("lost", answered);
    return;
  }
  end("kept", answered);
  pages.postMessage("");
  sending.wake();
}

/** @param {"kept" | "nothing" | "lost"} how @param {Form} answered */
function end(how, { about, answers }) {
  const drawn = fragment(how);
  history.replaceState(null, "");
  if (how === "lost") {
    const sent = { id: about.id, run: about.run ?? "", given, asked: String(total), ...answers };
    for (const [name, value] of Object.entries(sent)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      drawn.querySelector("form")?.append(field);
    }
  } else drawn.append(fragment(`more-${about.run ?? ""}`));
  show(atFirst.place, [...drawn.childNodes]);
}

main.addEventListener("submit", (event) => {
  const key = /** @type {HTMLButtonElement} */ (event.submitter);
  if (plainly || /** @type {HTMLElement} */ (event.target).matches("#again")) return;
  event.preventDefault();
  if (key.name === "run") begin(key);
  else if (key.name === "back") history.back();
  else answer(key);
});
// The second of two quick touches is not meant for the question that has just appeared.
main.addEventListener("click", (event) => { if (event.detail > 1) event.preventDefault(); });
addEventListener("popstate", ({ state }) => (form && state?.number ? ask(state.number) : start()));
addEventListener("pagehide", start); // a page that the browser puts away keeps nothing of anybody
document.querySelector(".questions-foot a")?.addEventListener("click", (event) => {
  event.preventDefault();
  goHome(/** @type {HTMLAnchorElement} */ (event.currentTarget).href);
});
history.replaceState(null, ""); // it may be left from an earlier page
store.catch(() => undefined); // who begins then goes the plain way
hideOldCourses();
