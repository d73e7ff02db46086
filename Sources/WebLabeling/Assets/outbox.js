// Answers on their way to the server. They are kept on this device until the server
// has acknowledged them, so neither a reload nor a server that is away loses one; each
// has a name of its own, so none is counted twice.

import { Failure, api, pause } from "/assets/common.js";

export class Outbox {
  /**
   * @param {string} name where the answers are kept
   * @param {{onChange: Function, onAccepted: Function, onRefused: Function}} listener
   */
  constructor(name, listener) {
    this.key = `winnow.outbox.${name}`;
    this.listener = listener;
    this.waiting = new Map();
    this.isBusy = false;
    this.isAway = false;
    addEventListener("online", () => this.wake?.());
  }

  get entries() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "[]");
    } catch {
      return [];
    }
  }

  set entries(entries) {
    localStorage.setItem(this.key, JSON.stringify(entries));
  }

  /** Puts a wish at the end; the promise is kept when the server has done it. */
  add(wish) {
    const request = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const entry = { ...wish, request };
    this.entries = [...this.entries, entry];
    const done = new Promise((resolve) => this.waiting.set(request, resolve));
    this.pump();
    return done;
  }

  /** Documents with an answer that the server has not acknowledged. */
  get documents() {
    return new Set(this.entries.filter((e) => e.kind === "answer" || e.kind === "skip").map((e) => e.document));
  }

  /** Sends what there is, one after the other. */
  async pump() {
    if (this.isBusy) return;
    this.isBusy = true;
    let wait = 250;
    for (let entry = this.entries[0]; entry; entry = this.entries[0]) {
      try {
        const outcome = await api("/api/events", entry);
        wait = 250;
        this.settle(entry, outcome);
        this.setAway(false);
        this.listener.onAccepted(entry, outcome);
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
        if (failure.isPassing || failure.status === 401) {
          this.setAway(true);
          const longer = pause(Math.max(wait, (failure.retryAfter ?? 0) * 1000));
          await Promise.race([longer, new Promise((wake) => (this.wake = wake))]);
          wait = Math.min(wait * 2, 5000);
        } else {
          this.settle(entry, {});
          this.listener.onRefused(entry, failure);
        }
      }
      this.listener.onChange(this);
    }
    this.isBusy = false;
    this.listener.onChange(this);
  }

  settle(entry, outcome) {
    this.entries = this.entries.filter((other) => other.request !== entry.request);
    this.waiting.get(entry.request)?.(outcome);
    this.waiting.delete(entry.request);
  }

  setAway(isAway) {
    this.isAway = isAway;
    this.listener.onChange(this);
  }
}
