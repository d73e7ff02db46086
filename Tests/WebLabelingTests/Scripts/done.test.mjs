// What was done on a tab, to be taken back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page } from "./page.mjs";

const ada = { session: "s", annotator: "ada", identity: "i1", annotator_number: 7 };

async function open(tab, session = ada) {
  const page = await Page.open({ tab });
  const { Done } = await page.load("done");
  return new Done(session);
}

const item = (number, kind = "answer") => ({ kind, request: `r${number}`, document: number, amount: 1 });
const undo = (number) => ({ kind: "undo", request: `u${number}`, undoes: `r${number}` });

/** What is taken back one after the other. */
function takeAllBack(done) {
  const requests = [];
  for (let last = done.last(); last; last = done.last()) {
    requests.push(last.request);
    done.sent({ kind: "undo", request: "u", undoes: last.request });
  }
  return requests;
}

test("the last thing comes first, also after a reload", async () => {
  const tab = new Map();
  const done = await open(tab);
  for (const number of [1, 2]) done.sent(item(number));
  assert.equal(done.last().request, "r2");
  done.sent(undo(2));
  assert.equal(done.last().request, "r1");
  const again = await open(tab);
  assert.deepEqual(again.last(), item(1));
  again.sent(undo(1));
  assert.equal(again.last(), undefined);
  assert.equal((await open(tab)).last(), undefined);
});

test("what another page of the tab did comes first on a page that was there before", async () => {
  const tab = new Map();
  const done = await open(tab);
  done.sent(item(1));
  (await open(tab)).sent(item(2, "adjudicate"));
  assert.equal(done.last().request, "r2");
  assert.equal(done.last("adjudicate").request, "r2");
  done.sent(item(3));
  assert.deepEqual([done.last().request, done.last("adjudicate").request], ["r3", "r2"]);
  assert.deepEqual(takeAllBack(done), ["r3", "r2", "r1"]);
});

test("what was refused is not there until it is sent again, and what somebody else did neither", async () => {
  const tab = new Map();
  const done = await open(tab);
  for (const number of [0, 1]) done.sent(item(number));
  done.refused(item(0), "paused");
  const ben = await open(tab, { ...ada, annotator: "ben", annotator_number: 8 });
  assert.equal(ben.last(), undefined);
  assert.equal((await open(tab)).last().request, "r1");
  done.sent(item(0));
  assert.equal(done.last().request, "r0");
  // Another tab was told that it was refused, and it is sent again on this one.
  done.sent(item(1));
  assert.deepEqual(takeAllBack(done), ["r1", "r0"]);
});

test("an undo that is refused is over, unless it may be done later", async () => {
  const done = await open(new Map());
  for (const number of [1, 2, 3]) done.sent(item(number));
  done.sent(undo(3));
  done.refused(undo(3), "paused");
  assert.equal(done.last().request, "r3");
  done.sent(undo(3));
  done.refused(undo(3), "undone_before");
  assert.equal(done.last().request, "r2");
  done.sent(undo(2));
  done.accepted(undo(2));
  assert.equal(done.last().request, "r1");
  assert.equal(done.items.length, 1);
});

test("a tab keeps the last thousand, and a damaged store is an empty one", async () => {
  const tab = new Map();
  const done = await open(tab);
  for (let number = 0; number < 1100; number++) done.sent(item(number));
  const again = await open(tab);
  assert.equal(again.items.length, 1000);
  assert.equal(again.last().request, "r1099");
  assert.equal((await open(new Map([["winnow.done.i1.7", "{"]]))).last(), undefined);
});
