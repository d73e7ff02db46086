// What was done on this tab, to be taken back one after the other, also after a reload.

/** Most things that are remembered over a reload. */
const LIMIT = 200;

export class Done {
  constructor(session) {
    const names = `${session.session}.${session.annotator}`;
    this.key = `winnow.done.${session.identity ? `${session.identity}.${session.annotator_number}` : names}`;
    /** `{kind, request, document, amount}`, and the `card` of what was done since the page was loaded. */
    this.items = stored(this.key);
  }

  push(item) {
    this.items.push(item);
    this.keep();
  }

  /** The last thing, which is not there any more. */
  pop() {
    const item = this.items.pop();
    this.keep();
    return item;
  }

  remove(item) {
    this.items = this.items.filter((other) => other !== item);
    this.keep();
  }

  keep() {
    const kept = this.items.slice(-LIMIT).map(({ kind, request, document, amount }) => ({ kind, request, document, amount }));
    sessionStorage.setItem(this.key, JSON.stringify(kept));
  }
}

function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}
