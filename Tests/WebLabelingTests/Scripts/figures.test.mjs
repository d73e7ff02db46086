// Figures of the server, with what was done since.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, settled } from "./page.mjs";

async function open(figures) {
  const page = await Page.open();
  const { Figures } = await page.load("figures");
  const counted = new Figures(() => {});
  counted.take({ document_count: 10, answered_count: 4, answer_count: 5, ...figures }, 0);
  return { page, counted };
}

test("what is answered counts at once, and once", async () => {
  const { page, counted } = await open();
  let acknowledge;
  counted.count(1, new Promise((done) => (acknowledge = done)));
  assert.deepEqual(counted.documents, { count: 5, total: 10 });
  // Figures that were counted before the server had it leave it out.
  await page.advance(1000);
  counted.take({ document_count: 10, answered_count: 4 }, 1000);
  assert.equal(counted.documents.count, 5);
  acknowledge({});
  await settled();
  await page.advance(500);
  counted.take({ document_count: 10, answered_count: 4, age_ms: 900 }, 1500);
  assert.equal(counted.documents.count, 5);
  assert.equal(counted.isAhead, true);
  await page.advance(500);
  counted.take({ document_count: 10, answered_count: 5, age_ms: 100 }, 2000);
  assert.equal(counted.documents.count, 5);
  assert.equal(counted.isAhead, false);
});

test("what is refused or taken back does not count", async () => {
  const { counted } = await open();
  counted.count(1, Promise.resolve({ is_refused: true }));
  assert.equal(counted.documents.count, 5);
  await settled();
  assert.equal(counted.documents.count, 4);
  counted.count(1, Promise.resolve({}));
  counted.count(-1, Promise.resolve({}));
  assert.equal(counted.documents.count, 4);
});

test("a budget is of answers", async () => {
  const { counted } = await open({ budget: 20 });
  counted.count(1, Promise.resolve({}));
  assert.deepEqual(counted.plan, { count: 6, total: 20 });
});
