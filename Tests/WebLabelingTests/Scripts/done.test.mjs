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

const item = (number) => ({ kind: "answer", request: `r${number}`, document: number, amount: 1 });

test("the last thing comes first, with its card while the page is there and without it after", async () => {
  const tab = new Map();
  const done = await open(tab);
  done.push({ ...item(1), card: { document: 1 } });
  done.push({ ...item(2), card: { document: 2 } });
  assert.equal(done.pop().card.document, 2);
  const again = await open(tab);
  assert.deepEqual(again.pop(), item(1));
  assert.equal(again.pop(), undefined);
  assert.equal((await open(tab)).pop(), undefined);
});

test("what was refused is not there, and what somebody else did neither", async () => {
  const tab = new Map();
  const done = await open(tab);
  const refused = item(1);
  for (const each of [item(0), refused]) done.push(each);
  done.remove(refused);
  const ben = await open(tab, { ...ada, annotator: "ben", annotator_number: 8 });
  assert.equal(ben.pop(), undefined);
  assert.equal((await open(tab)).pop().request, "r0");
});

test("a tab keeps the last two hundred over a reload, and a damaged store is an empty one", async () => {
  const tab = new Map();
  const done = await open(tab);
  for (let number = 0; number < 300; number++) done.push(item(number));
  const again = await open(tab);
  assert.equal(again.items.length, 200);
  assert.equal(again.pop().request, "r299");
  assert.equal(done.pop().request, "r299");
  assert.equal((await open(new Map([["winnow.done.i1.7", "{"]]))).pop(), undefined);
});
