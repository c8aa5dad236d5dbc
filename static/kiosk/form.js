/**
 * A learner's phone: send again, under the same id, until the answers have arrived. Nothing is
 * stored on the phone, and without this file the form is sent as any other.
 */

const WAITS = [3, 5, 10, 20, 40, 60]; // seconds between tries
const PATIENCE = 20000; // milliseconds after which a try has failed

/**
 * Sends once.
 * @param {HTMLFormElement} form
 * @returns {Promise<Response>} rejected when nothing came back in time
 */
function post(form) {
  const stop = window.AbortController ? new AbortController() : undefined;
  const timer = setTimeout(() => stop && stop.abort(), PATIENCE);
  const sent = fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    credentials: "omit",
    signal: stop && stop.signal,
  });
  const done = () => clearTimeout(timer);
  sent.then(done, done);
  return sent;
}

/** @param {HTMLFormElement} form */
function watch(form) {
  const place = document.getElementById("sending");
  const button = form.querySelector("button[type=submit]");
  const send = button.textContent;
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
  }

  function fail() {
    button.textContent = place.dataset.again;
    say(place.dataset.unsent, place.dataset.trying);
    timer = setTimeout(attempt, WAITS[Math.min(tries, WAITS.length - 1)] * 1000);
    tries += 1;
  }

  function arrive(response) {
    if (response.redirected) {
      window.location.replace(response.url); // so that going back does not lead to the answers
    } else if (response.status >= 500 || response.status === 429) {
      fail();
    } else {
      form.submit(); // the page has something to say: let it be shown
    }
  }

  function attempt() {
    if (busy) return;
    clearTimeout(timer);
    busy = true;
    button.textContent = place.dataset.sending;
    const rest = () => { busy = false; };
    post(form).then((response) => { rest(); arrive(response); }, () => { rest(); fail(); });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tries = 0;
    attempt();
  });
  window.addEventListener("online", () => { if (tries) attempt(); });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    clearTimeout(timer);
    form.reset();
    button.textContent = send;
    say("", "");
    window.location.reload(); // a form shown again has an id of its own
  });
}

const form = document.getElementById("evaluation");
if (form && window.fetch && window.URLSearchParams) watch(form);

document.querySelectorAll("a[data-replace]").forEach((link) => {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.location.replace(link.href);
  });
});
