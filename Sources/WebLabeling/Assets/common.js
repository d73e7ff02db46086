// What all pages share: talking to the server, making elements, the bar on top.

export const $ = (id) => document.getElementById(id);

/** Makes an element; children are elements or text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A request that failed: `status` is 0 when the server was not reached. */
export class Failure extends Error {
  constructor(status, message, retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
  /** Whether the same request may succeed later. */
  get isTransient() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

let guard = "";

export async function api(path, body) {
  const options = { headers: { accept: "application/json" }, cache: "no-store" };
  if (body !== undefined) {
    options.method = "POST";
    options.headers["content-type"] = "application/json";
    options.headers["x-winnow-guard"] = guard;
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(30000) });
  } catch {
    throw new Failure(0, "The server cannot be reached.");
  }
  if (response.status === 401) {
    notice("You are signed out. Your answers are kept here until you sign in again.", { link: "/login" });
  }
  let value = {};
  try {
    value = await response.json();
  } catch {
    if (response.ok) throw new Failure(0, "The answer was cut short.");
  }
  if (response.ok) return value;
  const retryAfter = Number(response.headers.get("retry-after")) || 0;
  throw new Failure(response.status, value.error?.message ?? "The server refused.", retryAfter);
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Calls the server until it answers; what cannot pass is thrown. */
export async function fetchWithRetry(path, body) {
  for (let wait = 300; ; wait = Math.min(wait * 2, 4000)) {
    try {
      const value = await api(path, body);
      if (wait > 300) clearNotice("connection");
      return value;
    } catch (failure) {
      if (!(failure instanceof Failure) || !failure.isTransient) throw failure;
      notice("No connection to the server. Trying again …", { topic: "connection" });
      await pause(Math.max(wait, (failure.retryAfter ?? 0) * 1000));
    }
  }
}

/** Shows a line under the bar, in place of the one before. */
export function notice(words, { link, topic = "message" } = {}) {
  const element = $("notice");
  element.dataset.topic = topic;
  if (element.dataset.words === words) return;
  element.dataset.words = words;
  element.hidden = false;
  element.replaceChildren(words);
  if (link) element.append(" ", make("a", { href: link }, "Sign in"));
}

/** Takes the line away if it is about a topic; what is about something else stays. */
export function clearNotice(topic) {
  const element = $("notice");
  if (element.dataset.topic !== topic) return;
  element.dataset.words = "";
  element.hidden = true;
  element.replaceChildren();
}

export const percent = (share) => `${(100 * share).toFixed(share > 0.99 || (share > 0 && share < 0.01) ? 1 : 0)} %`;

/** Starts a page: who is signed in, theme, keys, signing out. */
export async function start(keys) {
  wireTheme();
  wireKeys(keys);
  $("leave-button").addEventListener("click", async () => {
    try {
      await api("/logout", {});
    } catch (failure) {
      if (failure.isTransient) return notice(failure.message);
    }
    location.assign("/login");
  });
  const session = await fetchWithRetry("/api/session");
  guard = session.guard_token;
  $("person").textContent = session.annotator;
  $("person").title = `Signed in as ${session.annotator}`;
  clearNotice("connection");
  return session;
}

function wireTheme() {
  $("theme-button").addEventListener("click", () => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("winnow.theme", root.dataset.theme);
  });
}

function wireKeys(keys) {
  const all = [...keys, ["/", "Search the documents"], ["?", "Show these keys"]];
  for (const [key, words] of all) {
    $("keys-list").append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, words));
  }
  $("keys-button").addEventListener("click", () => $("keys").showModal());
  onKey({ "?": () => $("keys").showModal(), "/": () => search() });
}

function search() {
  if ($("search")) $("search").focus();
  else location.assign("/documents");
}

/** Calls what belongs to a key, unless somebody is typing. */
export function onKey(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, dialog") || document.querySelector("dialog[open]")) return;
    const action = actions[event.key] ?? actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
