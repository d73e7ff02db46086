// Answers on their way to the server. They are kept on this device until the server
// has acknowledged them, so neither a reload nor a server that is away loses one; each
// has its own name, so none is counted twice. What the server refuses is kept too,
// until somebody sends it again or discards it.

import { Failure, api, pause } from "/assets/common.js";

export class Outbox {
  /**
   * Answers are kept under what neither a new name of the annotator nor one of the session's file
   * changes; the server refuses what was done in another session or by somebody else.
   *
   * @param {object} session what the server says of the session and the annotator
   * @param {{onChange: Function, onAccepted: Function, onDiscarded?: Function}} listener
   */
  constructor(session, listener) {
    this.origin = { session: session.identity, annotator: session.annotator_number };
    const names = `${session.session}.${session.annotator}`;
    const name = session.identity ? `${session.identity}.${session.annotator_number}` : names;
    this.key = `winnow.outbox.${name}`;
    this.refusedKey = `winnow.refused.${name}`;
    this.listener = listener;
    if (name !== names) this.takeOver(names);
    this.waiting = new Map();
    this.isBusy = false;
    this.isAway = false;
    addEventListener("online", () => this.wake?.());
    // Another page of the same annotator deals with refusals too.
    addEventListener("storage", (event) => event.key === this.refusedKey && this.tell());
  }

  /** Takes over what an older version kept under the names of session and annotator. */
  takeOver(names) {
    for (const [key, old] of [[this.key, `winnow.outbox.${names}`], [this.refusedKey, `winnow.refused.${names}`]]) {
      const kept = stored(old);
      if (kept.length === 0) continue;
      localStorage.setItem(key, JSON.stringify([...kept, ...stored(key)]));
      localStorage.removeItem(old);
    }
  }

  get entries() {
    return stored(this.key);
  }

  set entries(entries) {
    localStorage.setItem(this.key, JSON.stringify(entries));
  }

  /** What the server refused: `{entry, message}`, in the order of the refusals. */
  get refused() {
    return stored(this.refusedKey);
  }

  set refused(refused) {
    localStorage.setItem(this.refusedKey, JSON.stringify(refused));
  }

  /**
   * Puts a command at the end; the promise is kept when the server has done or refused it. Its
   * `request` names the command, for what refers to it later.
   * @param {object} command what the server is asked to do
   * @param {string} words what it is, to be read in case it is refused
   */
  add(command, words) {
    const request = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const entry = { ...command, ...this.origin, request, words };
    this.entries = [...this.entries, entry];
    const done = new Promise((resolve) => this.waiting.set(request, resolve));
    // The page shows the next document at once, and must not say that nothing waits.
    this.tell();
    this.pump();
    return Object.assign(done, { request });
  }

  /** Sends something that was refused once more, behind what waits. */
  sendAgain(request) {
    const found = this.refused.find(({ entry }) => entry.request === request);
    if (!found) return;
    this.entries = [...this.entries, found.entry];
    this.takeBack(request);
    this.pump();
  }

  /** Gives up something that was refused. */
  discard(request) {
    this.takeBack(request);
    this.listener.onDiscarded?.();
  }

  takeBack(request) {
    this.refused = this.refused.filter(({ entry }) => entry.request !== request);
    this.tell();
  }

  /** Documents with an answer that the server has not acknowledged. */
  get documents() {
    const entries = [...this.entries, ...this.refused.map(({ entry }) => entry)];
    return new Set(entries.filter((e) => e.kind === "answer" || e.kind === "skip").map((e) => e.document));
  }

  /** Sends what there is, one after the other. */
  async pump() {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      let wait = 250;
      for (let entry = this.entries[0]; entry; entry = this.entries[0]) {
        try {
          const { words, ...command } = entry;
          const outcome = await api("/api/events", command);
          wait = 250;
          this.settle(entry, outcome);
          this.isAway = false;
          this.listener.onAccepted(entry, outcome);
        } catch (failure) {
          if (!(failure instanceof Failure)) throw failure;
          if (failure.isTransient || failure.status === 401) {
            this.isAway = true;
            this.tell();
            const longer = pause(Math.max(wait, (failure.retryAfter ?? 0) * 1000));
            await Promise.race([longer, new Promise((wake) => (this.wake = wake))]);
            wait = Math.min(wait * 2, 5000);
          } else {
            this.isAway = false;
            // Kept before it is taken out: a page that is closed between the two loses nothing.
            this.refused = [...this.refused, { entry, message: failure.message }];
            this.settle(entry, { is_refused: true, message: failure.message });
          }
        }
        this.tell();
      }
    } finally {
      this.isBusy = false;
      this.tell();
    }
  }

  settle(entry, outcome) {
    this.entries = this.entries.filter((other) => other.request !== entry.request);
    this.waiting.get(entry.request)?.(outcome);
    this.waiting.delete(entry.request);
  }

  /** Tells how many wait; tests and styles see it on the root element. */
  tell() {
    document.documentElement.dataset.outbox = String(this.entries.length);
    this.listener.onChange(this);
  }
}

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}
