// Answers on their way: none is lost, none is sent twice, none overtakes another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Reply, Unreachable, settled } from "./page.mjs";

const EVENTS = "/api/events";

async function open(server, storage) {
  const page = await Page.open({ server, storage });
  const { Outbox } = await page.load("outbox");
  const seen = { accepted: [], discarded: 0, changes: 0 };
  const outbox = new Outbox({ session: "s", identity: "i1", annotator: "ada", annotator_number: 7 }, {
    onChange: () => (seen.changes += 1),
    onAccepted: (entry, outcome) => seen.accepted.push([entry.document, outcome]),
    onDiscarded: () => (seen.discarded += 1),
  });
  return { page, outbox, seen };
}

const answer = (document) => ({ kind: "answer", document, class_index: 1 });
const documents = (list) => list.map((entry) => entry.document);

test("answers are sent one after the other, in their order, each under its own name", async () => {
  let underWay = 0;
  const release = [];
  const { page, outbox, seen } = await open(async () => {
    assert.equal(++underWay, 1);
    await new Promise((done) => release.push(done));
    underWay -= 1;
    return { done: true };
  });
  const outcomes = [1, 2, 3].map((number) => outbox.add(answer(number), `answer ${number}`));
  await settled();
  assert.equal(page.document.documentElement.dataset.outbox, "3");
  for (let count = 1; count <= 3; count++) {
    assert.equal(page.requests.length, count);
    release[count - 1]();
    await settled();
  }
  assert.deepEqual(documents(page.sent(EVENTS)), [1, 2, 3]);
  assert.deepEqual(await Promise.all(outcomes), [{ done: true }, { done: true }, { done: true }]);
  assert.deepEqual(seen.accepted, [1, 2, 3].map((number) => [number, { done: true }]));
  const names = page.sent(EVENTS).map((wish) => wish.request);
  assert.equal(new Set(names).size, 3);
  for (const name of names) assert.match(name, /^[0-9a-f]{32}$/);
  assert.equal(page.document.documentElement.dataset.outbox, "0");
});

test("what it is in words stays here, and so does what it counts for", async () => {
  const { page, outbox } = await open();
  await outbox.add(answer(1), "your answer", 1);
  assert.deepEqual(Object.keys(page.sent(EVENTS)[0]).sort(), ["annotator", "class_index", "document", "kind", "request", "session"]);
});

test("an answer survives the page and goes out from the next one under the same name", async () => {
  const storage = new Map();
  const away = await open(() => {
    throw new Unreachable();
  }, storage);
  away.outbox.add(answer(7), "your answer");
  await settled();
  assert.equal(away.outbox.isAway, true);
  const [kept] = away.outbox.entries;

  const { page, outbox } = await open(() => ({}), storage);
  assert.deepEqual(outbox.documents, new Set([7]));
  await outbox.pump();
  assert.equal(page.sent(EVENTS).length, 1);
  assert.equal(page.sent(EVENTS)[0].request, kept.request);
  assert.deepEqual(outbox.entries, []);
});

test("a server that is away is asked again, after longer and longer, five seconds at most", async () => {
  const { page, outbox, seen } = await open(() => {
    throw new Unreachable();
  });
  outbox.add(answer(1), "your answer");
  await settled();
  const waits = [];
  for (let last = 0; waits.length < 7; ) {
    const count = page.requests.length;
    await page.advance(10);
    if (page.requests.length === count) continue;
    waits.push(page.clock.now - last);
    last = page.clock.now;
  }
  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 5000, 5000]);
  assert.equal(outbox.entries.length, 1);
  page.server = () => ({});
  await page.advance(5000);
  assert.deepEqual(documents(seen.accepted.map(([document]) => ({ document }))), [1]);
  assert.equal(outbox.isAway, false);
});

test("after an answer that went through the waits start from the beginning", async () => {
  let isAway = true;
  const { page, outbox } = await open((path, wish) => {
    if (isAway || wish.document === 2) throw new Unreachable();
    return {};
  });
  outbox.add(answer(1), "your answer");
  outbox.add(answer(2), "your answer");
  await page.advance(250 + 500 + 1000);
  isAway = false;
  await page.advance(2000);
  assert.deepEqual(documents(page.sent(EVENTS)), [1, 1, 1, 1, 1, 2]);
  await page.advance(250);
  assert.equal(page.sent(EVENTS).length, 7);
});

test("the server's own wish to wait is granted", async () => {
  const { page, outbox } = await open(() => new Reply(429, {}, { "retry-after": "3" }));
  outbox.add(answer(1), "your answer");
  await page.advance(2999);
  assert.equal(page.requests.length, 1);
  await page.advance(1);
  assert.equal(page.requests.length, 2);
});

test("a connection that is back is used at once", async () => {
  const { page, outbox } = await open(() => new Reply(500));
  outbox.add(answer(1), "your answer");
  await page.advance(250 + 500 + 1000);
  const count = page.requests.length;
  page.server = () => ({});
  page.window.dispatch("online");
  await settled();
  assert.equal(page.requests.length, count + 1);
  assert.deepEqual(outbox.entries, []);
});

for (const status of [401, 408, 429, 500, 503]) {
  test(`status ${status} loses nothing`, async () => {
    const { page, outbox, seen } = await open(() => new Reply(status));
    outbox.add(answer(1), "your answer");
    await settled();
    assert.equal(outbox.entries.length, 1);
    assert.deepEqual(outbox.refused, []);
    assert.equal(outbox.isAway, true);
    page.server = () => ({});
    await page.advance(250);
    assert.equal(seen.accepted.length, 1);
  });
}

test("a reply that was cut short is asked for again under the same name", async () => {
  let count = 0;
  const { page, outbox, seen } = await open(() => {
    const cut = new Reply(200);
    if (++count === 1) Object.defineProperty(cut, "value", { get: () => { throw new SyntaxError(); } });
    return cut;
  });
  outbox.add(answer(1), "your answer");
  await page.advance(250);
  const [first, second] = page.sent(EVENTS);
  assert.equal(first.request, second.request);
  assert.equal(seen.accepted.length, 1);
});

test("what the server refuses is kept with its reason, and the next goes out", async () => {
  const { page, outbox, seen } = await open((path, wish) =>
    wish.document === 1 ? new Reply(409, { error: { code: "closed", message: "document 1 is settled" } }) : {},
  );
  const outcome = outbox.add(answer(1), "your answer to d1");
  outbox.add(answer(2), "your answer to d2");
  assert.deepEqual(await outcome, { is_refused: true, code: "closed", message: "document 1 is settled" });
  await settled();
  assert.deepEqual(documents(seen.accepted.map(([document]) => ({ document }))), [2]);
  assert.deepEqual(outbox.entries, []);
  assert.equal(outbox.refused.length, 1);
  assert.equal(outbox.refused[0].message, "document 1 is settled");
  assert.equal(outbox.refused[0].entry.words, "your answer to d1");
  // The page must not ask about it before somebody has dealt with it.
  assert.deepEqual(outbox.documents, new Set([1]));
  assert.equal(page.document.documentElement.dataset.outbox, "0");
});

test("what was refused is sent again behind what waits, or given up", async () => {
  let isOpen = false;
  const { page, outbox, seen } = await open((path, wish) =>
    isOpen || wish.document > 2 ? {} : new Reply(400, { error: { message: "no" } }),
  );
  for (const number of [1, 2]) await outbox.add(answer(number), "your answer");
  const [first, second] = outbox.refused.map(({ entry }) => entry.request);
  isOpen = true;
  page.requests.length = 0;
  const third = outbox.add(answer(3), "your answer");
  outbox.sendAgain(first);
  await third;
  await settled();
  assert.deepEqual(documents(page.sent(EVENTS)), [3, 1]);
  assert.equal(page.sent(EVENTS)[1].request, first);
  outbox.discard(second);
  assert.deepEqual(outbox.refused, []);
  assert.equal(seen.discarded, 1);
  assert.equal(page.requests.length, 2);
  // Two pages may show the same refusal; the second click finds nothing.
  outbox.sendAgain(first);
  await settled();
  assert.equal(page.requests.length, 2);
});

test("answers and skips count as documents on their way, notes and flags do not", async () => {
  const { outbox } = await open(() => new Reply(503));
  outbox.add({ kind: "answer", document: 1 }, "");
  outbox.add({ kind: "skip", document: 2 }, "");
  outbox.add({ kind: "note", document: 3 }, "");
  outbox.add({ kind: "flag", document: 4 }, "");
  outbox.add({ kind: "undo" }, "");
  assert.deepEqual(outbox.documents, new Set([1, 2]));
});

test("another page's dealing with refusals is shown here; a damaged store is an empty one", async () => {
  const storage = new Map([["winnow.outbox.i1.7", "{"]]);
  const { page, outbox, seen } = await open(() => ({}), storage);
  assert.deepEqual(outbox.entries, []);
  const { changes } = seen;
  page.window.dispatch("storage", { key: "winnow.refused.i1.7" });
  assert.equal(seen.changes, changes + 1);
  page.window.dispatch("storage", { key: "winnow.theme" });
  assert.equal(seen.changes, changes + 1);
  await outbox.add(answer(1), "your answer");
  assert.equal(seen.accepted.length, 1);
});

test("answers that wait are found again when annotator and session have other names", async () => {
  const entry = { kind: "answer", document: 3, class_index: 1, request: "r1", words: "your answer" };
  const refused = { entry: { ...entry, document: 4, request: "r2" }, message: "settled" };
  const storage = new Map([
    ["winnow.outbox.s.ada", JSON.stringify([entry])],
    ["winnow.refused.s.ada", JSON.stringify([refused])],
  ]);
  const page = await Page.open({ server: () => new Reply(503), storage });
  const { Outbox } = await page.load("outbox");
  const listener = { onChange: () => {}, onAccepted: () => {} };
  const about = { identity: "i1", annotator_number: 7 };
  const kept = new Outbox({ session: "s", annotator: "ada", ...about }, listener);
  assert.deepEqual(documents(kept.entries), [3]);
  const renamed = new Outbox({ session: "t", annotator: "adele", ...about }, listener);
  assert.deepEqual(documents(renamed.entries), [3]);
  assert.deepEqual(renamed.refused.map(({ entry }) => entry.document), [4]);
  assert.equal(storage.has("winnow.outbox.s.ada"), false);
});

test("what is on its way can be taken back, what was refused cannot until it is sent again", async () => {
  let isOpen = true;
  const { outbox } = await open(() => (isOpen ? {} : new Reply(403, { error: { code: "paused", message: "paused" } })));
  const first = outbox.add(answer(1), "your answer", 1);
  assert.deepEqual(outbox.done.last(), { kind: "answer", request: first.request, document: 1, amount: 1 });
  await first;
  isOpen = false;
  const second = outbox.add(answer(2), "your answer", 1);
  await second;
  assert.equal(outbox.done.last().request, first.request);
  const undone = outbox.add({ kind: "undo", undoes: first.request }, "that you took something back");
  assert.equal(outbox.done.last(), undefined);
  assert.equal((await undone).code, "paused");
  assert.equal(outbox.done.last().request, first.request);
  isOpen = true;
  outbox.sendAgain(second.request);
  await settled();
  assert.deepEqual(outbox.done.last(), { kind: "answer", request: second.request, document: 2, amount: 1 });
  // The undo that was refused is sent again: what it takes back is not there any more.
  outbox.sendAgain(undone.request);
  await settled();
  assert.deepEqual(outbox.done.items.map(({ request }) => request), [second.request]);
});

test("what the browser keeps is kept under numbers that no new name changes", async () => {
  const page = await Page.open();
  const { keyOfWork, stored } = await page.load("storage");
  assert.equal(keyOfWork({ session: "s", identity: "i1", annotator: "ada", annotator_number: 7 }), "i1.7");
  localStorage.setItem("list", "[1]");
  localStorage.setItem("damaged", "[1");
  assert.deepEqual(["list", "damaged", "missing"].map((key) => stored(localStorage, key)), [[1], [], []]);
});
