/**
 * A learner's phone: send again, under the same id, until the answers have arrived. Nothing is
 * stored on the phone, and without this file a form is sent as any other.
 */

const WAITS = [3, 5, 10, 20, 40, 60]; // seconds between tries
const PATIENCE = 20000; // milliseconds after which a try has failed

const GONE = 410; // too late to change the answers: a page like any other

/** Busy, or broken for a moment: worth another try. */
const isTrouble = (response) => response.status >= 500 || response.status === 429;

/**
 * Sends once, as the browser would for this button.
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement} button
 * @returns {Promise<{response: Response, page: string}>} rejected when not all came back in time
 */
function post(form, button) {
  const stop = window.AbortController ? new AbortController() : undefined;
  const timer = setTimeout(() => stop && stop.abort(), PATIENCE);
  const body = new URLSearchParams(new FormData(form));
  if (button.name) body.append(button.name, button.value);
  const sent = fetch(button.hasAttribute("formaction") ? button.formAction : form.action, {
    method: "POST",
    body,
    credentials: "omit",
    signal: stop && stop.signal,
  }).then((response) => response.text().then((page) => ({ response, page })));
  const done = () => clearTimeout(timer);
  sent.then(done, done);
  return sent;
}

/**
 * Puts a page that came back in the place of this one, so that going back does not lead to the
 * answers. To let the browser fetch it would need the signal once more.
 * @param {string} page
 * @param {string} address
 */
function show(page, address) {
  const shown = new DOMParser().parseFromString(page, "text/html");
  document.title = shown.title;
  document.body.replaceWith(shown.body);
  const first = document.querySelector(".error-summary") || document.querySelector("h1");
  window.scrollTo(0, 0);
  if (first) {
    first.tabIndex = -1;
    first.focus();
  }
  begin();
  history.replaceState(null, "", address);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} place where to say what becomes of it
 */
function watch(form, place) {
  let button = form.querySelector("button");
  let tries = 0;
  let timer = 0;
  let busy = false;

  function say(heading, line) {
    place.textContent = "";
    place.className = heading ? "sending sending--shown" : "sending";
    [["strong", heading], ["p", line]].forEach(([name, text]) => {
      if (!text) return;
      const element = document.createElement(name);
      element.textContent = text;
      place.appendChild(element);
    });
    if (heading) place.scrollIntoView({ block: "nearest" });
  }

  /** A button that says Send says more; one that is an answer keeps its words. */
  function label(words) {
    if (place.dataset.again) button.textContent = words;
  }

  function fail() {
    busy = false;
    label(place.dataset.again);
    say(place.dataset.unsent, place.dataset.trying);
    timer = setTimeout(attempt, WAITS[Math.min(tries, WAITS.length - 1)] * 1000);
    tries += 1;
  }

  function arrive({ response, page }) {
    if (isTrouble(response)) {
      fail();
    } else if (response.ok || response.status === GONE) {
      tries = 0;
      show(page, response.url);
    } else {
      form.submit(); // refused: a page of another look, for the browser to show
    }
  }

  function attempt() {
    if (busy) return;
    clearTimeout(timer);
    busy = true;
    label(place.dataset.sending);
    post(form, button).then(arrive, fail);
  }

  form.addEventListener("click", (event) => {
    button = (!busy && event.target.closest("button")) || button; // the Enter key clicks one, too
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tries = 0;
    attempt();
  });
  window.addEventListener("online", () => { if (tries) attempt(); });
  window.addEventListener("pagehide", () => clearTimeout(timer));
}

/** Watches the form of the page, if it has one that sends answers. */
function begin() {
  const place = document.getElementById("sending");
  const form = document.querySelector("main form[method=post]");
  if (place && form && window.fetch && window.URLSearchParams) watch(form, place);
  document.querySelectorAll("a[data-replace]").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      window.location.replace(link.href);
    });
  });
}

begin();
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form").forEach((form) => form.reset());
  window.location.reload(); // a form shown again has an id of its own
});
