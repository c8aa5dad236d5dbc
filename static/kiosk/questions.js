/**
 * Feedback on the paired screen: when nobody has touched it for a while it asks, then goes home,
 * and leaves nothing that a Back button could bring again.
 */

const ASK_AFTER = 60000; // milliseconds without a touch
const LEAVE_AFTER = 20000; // milliseconds without an answer to the question

const home = document.querySelector("[data-home]");
const question = document.getElementById("still-there");
let timer = 0;

function leave() {
  window.location.replace(home.href);
}

function ask() {
  question.hidden = false;
  document.getElementById("more-time").focus();
  timer = setTimeout(leave, LEAVE_AFTER);
}

function rest() {
  clearTimeout(timer);
  question.hidden = true;
  timer = setTimeout(ask, ASK_AFTER);
}

["pointerdown", "keydown", "click"].forEach((kind) => document.addEventListener(kind, rest));
home.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
rest();
