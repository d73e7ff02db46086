// What all pages share: talking to the server, making elements, the bar on top.

import { drawKey, keyOf, learnLayout, onKey } from "/assets/keys.js";

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
  constructor(status, message, { retryAfter, code } = {}) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
    this.code = code;
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
  tellConnection({ isSignedOut: response.status === 401 });
  let value = {};
  try {
    value = await response.json();
  } catch {
    if (response.ok) throw new Failure(0, "The answer was cut short.");
  }
  if (response.ok) return value;
  const retryAfter = Number(response.headers.get("retry-after")) || 0;
  const { message = "The server refused.", code } = value.error ?? {};
  throw new Failure(response.status, message, { retryAfter, code });
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Calls the server until it answers; what cannot pass is thrown. */
export async function fetchWithRetry(path, body) {
  const request = {};
  try {
    for (let wait = 300; ; wait = Math.min(wait * 2, 4000)) {
      try {
        return await api(path, body);
      } catch (failure) {
        if (!(failure instanceof Failure) || !failure.isTransient) throw failure;
        connection.retried.add(request);
        tellConnection();
        await pause(Math.max(wait, (failure.retryAfter ?? 0) * 1000));
      }
    }
  } finally {
    if (connection.retried.delete(request)) tellConnection();
  }
}

/** What is known of the connection; one line says all of it, so that it does not flip. */
const connection = { isSignedOut: false, isAway: false, waiting: 0, retried: new Set() };

/** Whether the server was not reached when it was asked last. */
export const isOffline = () => connection.isAway || connection.retried.size > 0;

/** Shows what is new about the connection: `isAway`, and how many answers are `waiting`. */
export function tellConnection(change = {}) {
  Object.assign(connection, change);
  const { isSignedOut, isAway, waiting, retried } = connection;
  const kept = waiting ? ` ${waiting} ${waiting === 1 ? "answer is" : "answers are"} kept on this device.` : "";
  if (isSignedOut) notice(`You are signed out.${kept}`, { link: "/login", topic: "connection" });
  else if (isAway && waiting) notice(`No connection to the server.${kept}`, { topic: "connection" });
  else if (retried.size) notice("No connection to the server. Trying again …", { topic: "connection" });
  else clearNotice("connection");
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

/** Whether documents of a session may have several classes, or none. */
export const isOfSeveral = (session) => session.labels === "several";

/**
 * Starts a page: who is signed in, theme, keys, signing out.
 *
 * @param {string[][]} keys what keys do, in words
 * @param {string[][]} keysOfSeveral the same in a session of several classes a document
 */
export async function start(keys, keysOfSeveral = keys) {
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
  if (isOfSeveral(session)) listKeys(keysOfSeveral);
  $("person").textContent = session.annotator;
  $("person").title = `Signed in as ${session.annotator}`;
  // Only those who settle see the page for settling.
  const adjudicate = $("page-adjudicate");
  if (adjudicate) adjudicate.hidden = session.may_settle === false;
  return session;
}

function wireTheme() {
  $("theme-button").addEventListener("click", () => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("winnow.theme", root.dataset.theme);
  });
}

/** Lists what keys do, those of the page before those of all pages. */
function listKeys(keys) {
  const all = [
    ...keys,
    [keyOf.history, "Your answers so far"],
    [keyOf.scrollDown, "Scroll down"],
    [keyOf.scrollUp, "Scroll up"],
    [keyOf.find, "Search the documents"],
    [keyOf.help, "Show these keys"],
  ];
  $("keys-list").replaceChildren(
    ...all.flatMap(([key, words]) => {
      const drawn = key.length === 1 ? drawKey(key) : make("kbd", {}, key);
      return [make("dt", {}, drawn), make("dd", {}, words)];
    }),
  );
}

function wireKeys(keys) {
  listKeys(keys);
  $("keys-button").addEventListener("click", () => $("keys").showModal());
  const scroll = (share) => scrollBy({ top: share * innerHeight, behavior: "smooth" });
  onKey({
    [keyOf.help]: () => $("keys").showModal(),
    [keyOf.find]: () => search(),
    [keyOf.history]: () => location.assign("/history"),
    [keyOf.scrollDown]: () => scroll(0.4),
    [keyOf.scrollUp]: () => scroll(-0.4),
  });
  learnLayout();
}

function search() {
  if ($("search")) $("search").focus();
  else location.assign("/documents");
}
