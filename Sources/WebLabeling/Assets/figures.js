// Figures of the server, with what was done here since they were counted.

import { Failure, api, pause } from "/assets/common.js";

/** Milliseconds between two questions for figures: the server counts them once a second. */
const INTERVAL = 1100;

export class Figures {
  /** @param {Function} onChange called when the figures are others */
  constructor(onChange) {
    this.onChange = onChange;
    this.changes = [];
  }

  /**
   * Counts an answer at once.
   *
   * @param {number} amount 1 for one that was given, -1 for one that was taken back
   * @param {Promise} outcome what the server says to it
   */
  count(amount, outcome) {
    if (!amount) return;
    const change = { amount, knownAt: Infinity };
    this.changes.push(change);
    outcome.then(({ is_refused: isRefused } = {}) => {
      change.knownAt = isRefused ? -Infinity : performance.now();
      if (!isRefused) return;
      this.changes = this.changes.filter((other) => other !== change);
      this.onChange();
    });
    this.onChange();
  }

  /** Takes the server's figures, which were asked for at a time and were counted a little before. */
  take(figures, askedAt) {
    const countedAt = askedAt - (figures.age_ms ?? 0);
    this.changes = this.changes.filter((change) => change.knownAt > countedAt);
    this.figures = figures;
    this.onChange();
  }

  /** Asks the server for its figures; what is done meanwhile makes it ask again. */
  async refresh() {
    this.isWanted = true;
    if (this.isComing) return;
    this.isComing = true;
    while (this.isWanted) {
      this.isWanted = false;
      try {
        const askedAt = performance.now();
        this.take(await api("/api/progress"), askedAt);
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
      }
      await pause(INTERVAL);
    }
    this.isComing = false;
  }

  /** Whether anything was done that the server's figures may not have yet. */
  get isAhead() {
    return this.changes.length > 0;
  }

  /** `{count, total}` of documents with an answer: of the annotator's share, where it is known. */
  get documents() {
    if (!this.figures) return undefined;
    const { own, answered_count: answered, document_count: documents } = this.figures;
    return own ? this.progress(own.answer_count, own.share_count) : this.progress(answered, documents);
  }

  /** `{count, total}` of what is planned: answers of a budget, or documents. */
  get plan() {
    if (!this.figures?.budget) return this.documents;
    return { count: this.figures.answer_count + this.ahead, total: this.figures.budget };
  }

  progress(count, total) {
    return { count: Math.max(0, Math.min(total, count + this.ahead)), total };
  }

  get ahead() {
    return this.changes.reduce((sum, { amount }) => sum + amount, 0);
  }
}
