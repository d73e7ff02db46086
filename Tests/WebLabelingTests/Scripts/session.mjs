// A server that asks about a few documents and remembers what it was told.

import { Reply } from "./page.mjs";

export class Session {
  constructor({ count = 4, classes = ["ham", "spam", "odd"], isBlind = false, descriptions = [], labels } = {}) {
    /** "several" where documents may have several classes. */
    this.labels = labels;
    this.descriptions = descriptions;
    this.classes = classes;
    this.isBlind = isBlind;
    this.cards = Array.from({ length: count }, (_, document) => ({
      document,
      id: `d${document}`,
      text: [{ text: `text ${document}`, functions: [] }],
      fields: [],
      notes: [],
      answers: [],
      votes: [],
      probabilities: [],
      strategy: "random",
    }));
    /** Wishes as they came. */
    this.events = [];
    /** Documents whose answers are refused. */
    this.refuses = new Set();
    /** Documents that annotators disagree about. */
    this.disputed = [];
    this.handler = (path, body) => this.reply(path, body);
  }

  reply(path, body) {
    if (path === "/api/session") {
      return { session: "s", identity: "i1", annotator: "ada", annotator_number: 7, classes: this.classes, class_descriptions: this.descriptions, annotators: this.annotators, labels: this.labels, guard_token: "g", is_blind: this.isBlind, overlap: 1, document_count: this.cards.length };
    }
    if (path === "/api/progress") {
      return { answered_count: this.done().size, document_count: this.cards.length };
    }
    if (path === "/api/questions") {
      const done = this.done();
      return { questions: this.cards.filter((card) => !done.has(card.document)).slice(0, body.count) };
    }
    if (path === "/api/history") {
      const last = this.stack().at(-1);
      return { entries: [], last: last && { event: this.events.indexOf(last), document: last.document, kind: last.kind, labels: last.labels } };
    }
    if (path === "/api/disagreements") {
      const isSettled = (number) => this.stack().some((event) => event.kind === "adjudicate" && event.document === number);
      return { open: this.disputed.filter((number) => !isSettled(number)), settled: this.disputed.filter(isSettled) };
    }
    const number = /^\/api\/documents\/(\d+)/.exec(path)?.[1];
    if (number !== undefined) return this.cards[number] ?? new Reply(404, { error: { message: "no document" } });
    if (path === "/api/events") return this.take(body);
    return new Reply(404, { error: { message: path } });
  }

  /** What was done and not taken back. */
  stack() {
    let stack = [];
    for (const event of this.events) {
      if (event.kind !== "undo") stack.push(event);
      else if (event.undoes === undefined) stack.pop();
      else stack = stack.filter(({ request }) => request !== event.undoes);
    }
    return stack;
  }

  /** Documents that were answered or skipped and not taken back. */
  done() {
    return new Set(this.stack().filter((event) => ["answer", "skip"].includes(event.kind)).map((event) => event.document));
  }

  take(wish) {
    if (this.isPaused) return new Reply(403, { error: { code: "paused", message: "annotator 'ada' is paused" } });
    if (this.refuses.has(wish.document)) return new Reply(409, { error: { message: `d${wish.document} is settled` } });
    let outcome = {};
    if (wish.kind === "undo") {
      const undone = wish.undoes === undefined ? this.stack().at(-1) : this.events.find(({ request }) => request === wish.undoes);
      const isThere = this.stack().includes(undone);
      if (wish.undoes !== undefined && !isThere) return new Reply(409, { error: { code: "undone_before", message: "taken back before" } });
      outcome = { document: undone?.document };
    }
    this.events.push(wish);
    return outcome;
  }

  get kinds() {
    return this.events.map((event) => (event.document === undefined ? event.kind : `${event.kind} ${event.document}`));
  }
}
