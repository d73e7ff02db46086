// The page of the documents on which annotators disagree.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Reply, Unreachable, settled } from "./page.mjs";
import { Session } from "./session.mjs";

const open = (session, options = {}) => Page.open({ script: "adjudicate", server: session.handler, ...options });

function disagreeing(count = 3) {
  const session = new Session();
  session.disputed = Array.from({ length: count }, (_, document) => document);
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
  assert.equal(page.text("done-title"), "Everything is settled");
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
  assert.equal(empty.text("done-title"), "Nothing to settle");
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

test("what is to be settled, and in which order, the server says", async () => {
  const session = disagreeing(1);
  const about = session.reply.bind(session);
  session.reply = (path, body) => (path === "/api/disagreements" ? { open: [0, 2], settled: [3] } : about(path, body));
  const page = await open(session);
  assert.equal(page.text("sheet-state"), "2 open, 1 settled");
  await page.press("1");
  assert.equal(page.text("sheet-id"), "d2");
});

test("what is refused is open again", async () => {
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
});

test("a class that was refused is settled when it is sent again and accepted", async () => {
  const session = disagreeing(2);
  session.refuses.add(0);
  const page = await open(session);
  await page.press("1");
  await page.advance(300);
  session.refuses.clear();
  page.$("refusals").querySelectorAll("button")[0].click();
  await page.advance(300);
  assert.equal(page.text("sheet-state"), "1 open, 1 settled");
  await page.press("1");
  assert.equal(page.text("done-title"), "Everything is settled");
  await page.press("u");
  await page.press("u");
  const undone = session.events.filter(({ kind }) => kind === "undo").map(({ undoes }) => undoes);
  // What was sent again is behind what was done before.
  const [again, last] = session.events;
  assert.deepEqual([again.document, last.document, undone], [0, 1, [last.request, again.request]]);
});

test("an undo that is refused for good is not tried again, and its document is shown as it stands", async () => {
  const session = disagreeing(3);
  const page = await open(session);
  await page.press("1");
  await page.press("1");
  assert.equal(page.text("sheet-id"), "d2");
  // The class of the second was taken back on another device.
  session.take({ kind: "undo", undoes: session.events[1].request, request: "elsewhere" });
  await page.press("u");
  assert.equal(page.text("say"), "Not taken back");
  assert.equal(page.text("sheet-id"), "d1");
  assert.equal(page.text("sheet-state"), "2 open, 1 settled");
  await page.press("u");
  assert.equal(page.text("say"), "Taken back");
  assert.equal(page.text("sheet-id"), "d0");
  assert.equal(page.text("sheet-state"), "3 open, 0 settled");
});

test("who is paused takes back later what could not be taken back", async () => {
  const session = disagreeing(2);
  const page = await open(session);
  await page.press("1");
  session.isPaused = true;
  await page.press("u");
  assert.equal(page.text("say"), "Not taken back");
  assert.equal(page.text("sheet-id"), "d1");
  assert.equal(page.text("sheet-state"), "1 open, 1 settled");
  session.isPaused = false;
  await page.press("u");
  assert.equal(page.text("say"), "Taken back");
  assert.equal(page.text("sheet-id"), "d0");
});

test("an undo while one is under way loses no document, nor does one while a document is on its way", async () => {
  const session = disagreeing(4);
  const page = await open(session);
  await page.press("1");
  await page.press("1");
  const held = [];
  page.server = async (path, body) => {
    if (path === "/api/events") await new Promise((done) => held.push(done));
    return session.reply(path, body);
  };
  await page.press("u");
  await page.press("u");
  assert.match(page.text("say"), /still being taken back/);
  page.server = session.handler;
  held[0]();
  await settled();
  assert.equal(page.text("sheet-id"), "d1");
  assert.equal(page.text("sheet-state"), "3 open, 1 settled");
  // The document after it is asked for, and comes after the one that is taken back.
  page.server = async (path, body) => {
    if (path.startsWith("/api/documents/2")) await new Promise((done) => held.push(done));
    return session.reply(path, body);
  };
  await page.press("1");
  await page.press("u");
  page.server = session.handler;
  held[1]();
  await settled();
  const seen = [];
  while (page.$("done").hidden) {
    seen.push(page.text("sheet-id"));
    await page.press("2");
  }
  assert.deepEqual(seen, ["d1", "d2", "d3"]);
});

test("what was settled before a reload is taken back too", async () => {
  const session = disagreeing(2);
  const tab = new Map();
  const page = await open(session, { tab });
  await page.press("1");
  const again = await open(session, { tab });
  assert.equal(again.text("sheet-state"), "1 open, 1 settled");
  await again.press("u");
  assert.equal(again.text("sheet-id"), "d0");
  assert.equal(again.text("sheet-state"), "2 open, 0 settled");
});

test("what another page has taken back is shown first", async () => {
  const page = await open(disagreeing(3), { search: "?undone=2" });
  assert.equal(page.text("sheet-id"), "d2");
  assert.equal(page.text("say"), "Taken back");
  assert.equal(page.location.replaced, "/adjudicate");
  await page.press("1");
  assert.equal(page.text("sheet-id"), "d0");
});

test("a document that the server does not show is said to be so, and the others go on", async () => {
  const session = disagreeing(2);
  const page = await open(session);
  page.server = (path, body) =>
    path.startsWith("/api/documents/1") ? new Reply(403, { error: { message: "not yours" } }) : session.reply(path, body);
  await page.press("1");
  assert.equal(page.text("notice"), "not yours.");
  await page.press("u");
  assert.equal(page.text("sheet-id"), "d0");
  assert.equal(page.text("sheet-state"), "2 open, 0 settled");
});

test("without a server an undo waits, and says so", async () => {
  const session = disagreeing(2);
  const page = await open(session);
  await page.press("1");
  page.server = () => {
    throw new Unreachable();
  };
  await page.press("1");
  await page.press("u");
  assert.match(page.text("say"), /as soon as the server can be reached/);
  page.server = session.handler;
  await page.advance(10000);
  assert.equal(page.text("say"), "Taken back");
  assert.equal(page.text("sheet-id"), "d1");
  assert.deepEqual(session.kinds, ["adjudicate 0", "adjudicate 1", "undo"]);
});
