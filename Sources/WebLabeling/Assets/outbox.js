// Answers on their way to the server. They are kept on this device until the server
// has acknowledged them, so neither a reload nor a server that is away loses one; each
// has its own name, so none is counted twice. What the server refuses is kept too,
// until somebody sends it again or discards it.

import { Failure, api, pause } from "/assets/common.js";
import { Done } from "/assets/done.js";
import { keyOfWork, stored } from "/assets/storage.js";

export class Outbox {
  /**
   * The server refuses what was done in another session or by somebody else.
   *
   * @param {object} session what the server says of the session and the annotator
   * @param {{onChange: Function, onAccepted: Function, onDiscarded?: Function}} listener
   */
  constructor(session, listener) {
    this.origin = { session: session.identity, annotator: session.annotator_number };
    this.key = `winnow.outbox.${keyOfWork(session)}`;
    this.refusedKey = `winnow.refused.${keyOfWork(session)}`;
    /** What was done on this tab, to be taken back. */
    this.done = new Done(session);
    this.listener = listener;
    this.takeOver(`${session.session}.${session.annotator}`);
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
      const kept = stored(localStorage, old);
      if (kept.length === 0) continue;
      localStorage.setItem(key, JSON.stringify([...kept, ...stored(localStorage, key)]));
      localStorage.removeItem(old);
    }
  }

  get entries() {
    return stored(localStorage, this.key);
  }

  set entries(entries) {
    localStorage.setItem(this.key, JSON.stringify(entries));
  }

  /** What the server refused: `{entry, message}`, in the order of the refusals. */
  get refused() {
    return stored(localStorage, this.refusedKey);
  }

  set refused(refused) {
    localStorage.setItem(this.refusedKey, JSON.stringify(refused));
  }

  /**
   * Puts a command at the end; the promise is kept when the server has done or refused it. Its
   * `request` names the command, for what refers to it later.
   * @param {object} command what the server is asked to do
   * @param {string} words what it is, to be read in case it is refused
   * @param {number} [amount] how many more documents have an answer by it
   */
  add(command, words, amount) {
    const request = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const outcome = new Promise((resolve) => this.waiting.set(request, resolve));
    this.send({ ...command, ...this.origin, request, words, amount });
    // The page shows the next document at once, and must not say that nothing waits.
    this.tell();
    return Object.assign(outcome, { request });
  }

  /** Puts a command at the end, for the first time or once more. */
  send(entry) {
    this.entries = [...this.entries, entry];
    this.done.sent(entry);
    this.pump();
  }

  /** Sends something that was refused once more, behind what waits. */
  sendAgain(request) {
    const found = this.refused.find(({ entry }) => entry.request === request);
    if (!found) return;
    this.send(found.entry);
    this.takeOut(request);
  }

  /** Gives up something that was refused. */
  discard(request) {
    this.takeOut(request);
    this.listener.onDiscarded?.();
  }

  takeOut(request) {
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
          const { words, amount, ...command } = entry;
          const outcome = await api("/api/events", command);
          wait = 250;
          this.done.accepted(entry);
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
            const { code, message } = failure;
            this.done.refused(entry, code);
            this.settle(entry, { is_refused: true, code, message });
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
