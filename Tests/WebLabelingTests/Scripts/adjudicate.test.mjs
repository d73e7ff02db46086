// The page of the documents on which annotators disagree.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Reply } from "./page.mjs";
import { Session } from "./session.mjs";

async function open(session) {
  const page = await Page.open({ script: "adjudicate", server: session.handler });
  return page;
}

function disagreeing(count = 3) {
  const session = new Session();
  session.disagreements = Array.from({ length: count }, (_, document) => ({ document }));
  for (const card of session.cards) {
    card.answers = [{ annotator: "ada", class_index: 0 }, { annotator: "ben", class_index: 1, is_rejection: true }];
  }
  return session;
}

test("documents are settled by key, one after the other", async () => {
  const session = disagreeing();
  const page = await open(session);
  assert.equal(page.text("sheet-id"), "d0");
  assert.equal(page.text("sheet-state"), "3 open, 0 settled");
  assert.equal(page.text("opinions"), "adahambennot spam");
  await page.press("2");
  assert.equal(page.text("sheet-id"), "d1");
  assert.equal(page.text("sheet-state"), "2 open, 1 settled");
  await page.press("1");
  await page.press("3");
  assert.equal(page.$("done").hidden, false);
  assert.equal(page.text("done-title"), "All disagreements are settled");
  assert.deepEqual(session.kinds, ["adjudicate 0", "adjudicate 1", "adjudicate 2"]);
  assert.deepEqual(session.events.map((event) => event.class_index), [1, 0, 2]);
});

test("what is left for later comes again behind the others", async () => {
  const page = await open(disagreeing());
  await page.press("s");
  assert.equal(page.text("sheet-id"), "d1");
  assert.equal(page.text("sheet-state"), "3 open, 0 settled");
  await page.press("1");
  await page.press("1");
  assert.equal(page.text("sheet-id"), "d0");
});

test("undo shows the document again, and the one that was open after it", async () => {
  const session = disagreeing();
  const page = await open(session);
  await page.press("1");
  await page.press("u");
  assert.equal(page.text("sheet-id"), "d0");
  assert.equal(page.text("sheet-state"), "3 open, 0 settled");
  await page.press("2");
  assert.equal(page.text("sheet-id"), "d1");
  assert.deepEqual(session.kinds, ["adjudicate 0", "undo", "adjudicate 0"]);
  await page.press("u");
  await page.press("u");
  assert.match(page.text("say"), /nothing to take back/);
  assert.equal(session.kinds.length, 4);
});

test("undo works when all are settled, and nothing to settle is said", async () => {
  const session = disagreeing(1);
  const page = await open(session);
  await page.press("1");
  assert.equal(page.$("sheet").hidden, true);
  await page.press("u");
  assert.equal(page.$("sheet").hidden, false);
  assert.equal(page.text("sheet-id"), "d0");
  const empty = await open(new Session());
  assert.equal(empty.text("done-title"), "No disagreements");
});

test("who does not settle is told so, and an undo names what it takes back", async () => {
  const session = disagreeing(1);
  const about = session.reply.bind(session);
  session.reply = (path, body) =>
    path === "/api/session" ? { ...about(path), may_settle: false } : about(path, body);
  const none = await open(session);
  assert.equal(none.text("done-title"), "Only adjudicators settle");
  assert.equal(none.sent("/api/disagreements").length, 0);
  const page = await open(disagreeing(1));
  await page.press("2");
  await page.press("u");
  const [settled, undone] = page.sent("/api/events");
  assert.equal(undone.undoes, settled.request);
});

test("flagged documents are settled too, each once", async () => {
  const session = disagreeing(1);
  const about = session.reply.bind(session);
  session.reply = (path, body) =>
    path === "/api/disagreements"
      ? { disagreements: [{ document: 0 }], flagged: [{ document: 0 }, { document: 2 }, { document: 3, adjudication: 1 }] }
      : about(path, body);
  const page = await open(session);
  assert.equal(page.text("sheet-state"), "2 open, 1 settled");
  await page.press("1");
  assert.equal(page.text("sheet-id"), "d2");
});

test("what is refused is open again, and an undo that is refused is not said to be done", async () => {
  const session = disagreeing(2);
  session.refuses.add(0);
  const page = await open(session);
  await page.press("1");
  await page.advance(300);
  assert.equal(page.text("sheet-id"), "d1");
  assert.equal(page.text("sheet-state"), "2 open, 0 settled");
  session.refuses.clear();
  await page.press("1");
  assert.equal(page.text("sheet-id"), "d0");
  page.server = (path, body) => (path === "/api/events" ? new Reply(409, { error: { message: "gone" } }) : session.reply(path, body));
  await page.press("u");
  await page.advance(300);
  assert.equal(page.text("say"), "Not taken back");
  assert.equal(page.text("sheet-state"), "1 open, 1 settled");
});
