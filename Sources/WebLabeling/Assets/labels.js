// The set of classes that is chosen for a document that may have several: what is chosen stays so
// until the answer is given, and nothing is sent by choosing.

import { $ } from "/assets/common.js";
import { markChosen } from "/assets/classes.js";
import { keyOf } from "/assets/keys.js";

/** A set of classes in words. */
export const labelWords = (labels) => labels.join(", ") || "none of these";

export class LabelSet {
  /**
   * Shows what belongs to giving a set of classes, and wires it.
   *
   * @param {object} session what the server says of the session
   * @param {Element[]} buttons the buttons of the classes
   * @param {{isOpen: () => boolean, refuse: () => void, give: (labels: string[]) => void,
   *   onChange: (labels: string[]) => void, say: (words: string) => void}} page
   *   `isOpen` says whether there is a document; without one every key calls `refuse`.
   */
  constructor(session, buttons, page) {
    Object.assign(this, { classes: session.classes, buttons, page });
    this.chosen = new Set();
    this.proposal = undefined;
    $("giving").hidden = false;
    $("classes").classList.add("several");
    $("classes").setAttribute("aria-label", "Classes, any number of them");
    $("give").addEventListener("click", () => this.give());
    $("none").addEventListener("click", () => this.none());
    $("propose")?.addEventListener("click", () => this.propose());
    // Who points at a button does not mean it by the next Enter.
    document.addEventListener("click", ({ detail, target }) => detail > 0 && target.closest("button")?.blur());
    this.draw();
  }

  /** The chosen classes by their names, in the order of the classes. */
  get labels() {
    return this.classes.filter((_, index) => this.chosen.has(index));
  }

  /** What keys do; Enter on a class gives the answer too, and the space bar chooses the class. */
  get actions() {
    return {
      enter: () => this.give(),
      [keyOf.reject]: () => this.none(),
      ...($("propose") && { [keyOf.propose]: () => this.propose() }),
    };
  }

  /**
   * Starts with a document.
   *
   * @param {string[]} [labels] the classes that are chosen at first
   * @param {string[]} [proposal] the classes that the model proposes, where it does
   */
  show(labels = [], proposal) {
    this.proposal = proposal;
    this.chosen = this.indices(labels);
    this.draw();
  }

  /** Chooses a class, or takes it off again. */
  toggle(index) {
    if (!this.page.isOpen()) return this.page.refuse();
    if (!this.chosen.delete(index)) this.chosen.add(index);
    this.change();
  }

  /** Gives what is chosen; an empty set is never given by the way. */
  give() {
    if (!this.page.isOpen()) return this.page.refuse();
    if (this.chosen.size) return this.page.give(this.labels);
    this.page.say("No class is chosen. “None of these” says that none fits");
  }

  /** Says that none of the classes fits; what is chosen is taken off first. */
  none() {
    if (!this.page.isOpen()) return this.page.refuse();
    if (this.chosen.size === 0) return this.page.give([]);
    this.chosen.clear();
    this.change("Nothing is chosen any more. Once more says that none fits");
  }

  /** Chooses what the model proposes, and nothing else. */
  propose() {
    if (!this.page.isOpen()) return this.page.refuse();
    if (!this.proposal) return this.page.say("Nothing is proposed for this document");
    this.chosen = this.indices(this.proposal);
    this.change(this.chosen.size ? undefined : "The model proposes none of these");
  }

  indices(labels) {
    return new Set(labels.map((name) => this.classes.indexOf(name)).filter((index) => index >= 0));
  }

  change(words = this.chosen.size ? `Chosen: ${labelWords(this.labels)}` : "Nothing is chosen") {
    this.draw();
    this.page.onChange(this.labels);
    this.page.say(words);
  }

  draw() {
    markChosen(this.buttons, ...this.chosen);
    const count = this.chosen.size;
    $("give-count").textContent = count ? ` ${count} ${count === 1 ? "class" : "classes"}` : "";
    if ($("propose")) $("propose").hidden = !this.proposal;
  }

  /** The buttons that do nothing without a document. */
  get controls() {
    return [$("give"), $("none"), $("propose")].filter(Boolean);
  }
}
