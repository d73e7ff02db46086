// What was done on this tab, on whichever page, to be taken back one after the other.
//
// It follows the way of each command: what is sent can be taken back, unless the server refuses it;
// what is being taken back cannot be once more, unless the server lets nothing be done just now.

import { keyOfWork, stored } from "/assets/storage.js";

/** Most things that are remembered. */
const LIMIT = 1000;

export class Done {
  constructor(session) {
    this.key = `winnow.done.${keyOfWork(session)}`;
  }

  /**
   * `{kind, request, document, amount, labels}`, and the request of the `undo` under way. They are
   * read each time, as another page of the tab may have been there meanwhile.
   */
  get items() {
    return stored(sessionStorage, this.key);
  }

  set items(items) {
    sessionStorage.setItem(this.key, JSON.stringify(items.slice(-LIMIT)));
  }

  /** The last thing that can be taken back, perhaps of some kind. */
  last(kind) {
    return this.items.findLast((item) => item.undo === undefined && (kind === undefined || item.kind === kind));
  }

  /** A command is on its way to the server, for the first time or once more. */
  sent({ kind, request, document, amount, labels, undoes }) {
    if (kind === "undo") this.mark(undoes, request);
    else this.items = [...this.items, { kind, request, document, amount, labels }];
  }

  /** The server has done what a command asked for. */
  accepted({ kind, undoes }) {
    if (kind === "undo") this.remove(undoes);
  }

  /** The server has refused a command: who is paused may take the same thing back later. */
  refused({ kind, request, undoes }, code) {
    if (kind !== "undo") this.remove(request);
    else if (code === "paused") this.mark(undoes, undefined);
    else this.remove(undoes);
  }

  mark(request, undo) {
    this.items = this.items.map((item) => (item.request === request ? { ...item, undo } : item));
  }

  remove(request) {
    this.items = this.items.filter((item) => item.request !== request);
  }
}
