// A server that asks about a few documents and remembers what it was told.

import { Reply } from "./page.mjs";

export class Session {
  constructor({ count = 4, classes = ["ham", "spam", "odd"], isBlind = false, descriptions = [] } = {}) {
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
    this.disagreements = [];
    this.handler = (path, body) => this.reply(path, body);
  }

  reply(path, body) {
    if (path === "/api/session") {
      return { session: "s", annotator: "ada", classes: this.classes, class_descriptions: this.descriptions, annotators: this.annotators, guard_token: "g", is_blind: this.isBlind, overlap: 1, document_count: this.cards.length };
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
      return { entries: [], last: last && { event: this.events.indexOf(last), document: last.document } };
    }
    if (path === "/api/disagreements") return { disagreements: this.disagreements };
    const number = /^\/api\/documents\/(\d+)/.exec(path)?.[1];
    if (number !== undefined) return this.cards[number] ?? new Reply(404, { error: { message: "no document" } });
    if (path === "/api/events") return this.take(body);
    return new Reply(404, { error: { message: path } });
  }

  /** What was done and not taken back. */
  stack() {
    const stack = [];
    for (const event of this.events) {
      if (event.kind === "undo") stack.pop();
      else stack.push(event);
    }
    return stack;
  }

  /** Documents that were answered or skipped and not taken back. */
  done() {
    return new Set(this.stack().filter((event) => ["answer", "skip"].includes(event.kind)).map((event) => event.document));
  }

  take(wish) {
    if (this.refuses.has(wish.document)) return new Reply(409, { error: { message: `d${wish.document} is settled` } });
    let outcome = {};
    if (wish.kind === "undo") {
      outcome = { document: this.stack().at(-1)?.document };
    }
    this.events.push(wish);
    return outcome;
  }

  get kinds() {
    return this.events.map((event) => (event.document === undefined ? event.kind : `${event.kind} ${event.document}`));
  }
}
