// Taking back what was done, on whichever page of the tab.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Reply, settled } from "./page.mjs";
import { Session } from "./session.mjs";

async function open(session = new Session(), options = {}) {
  const page = await Page.open({ script: "label", server: session.handler, ...options });
  await page.advance(0);
  return { page, session };
}

test("undo goes back as often as there is something to take back", async () => {
  const { page, session } = await open();
  await page.press("1");
  await page.press("s");
  await page.press("2");
  assert.equal(page.text("sheet-id"), "d3");
  for (const id of ["d2", "d1", "d0"]) {
    await page.press("u");
    assert.equal(page.text("sheet-id"), id);
    assert.match(page.text("say"), /^Taken back/);
  }
  await page.advance(300);
  assert.deepEqual(session.kinds, ["answer 0", "skip 1", "answer 2", "undo", "undo", "undo"]);
  assert.equal(session.done().size, 0);
  // The documents that were put aside come again in their order, though the server offers none.
  page.server = (path, body) => (path === "/api/questions" ? { questions: [] } : session.reply(path, body));
  for (const id of ["d0", "d1", "d2", "d3"]) {
    assert.equal(page.text("sheet-id"), id);
    await page.press("1");
  }
  await page.advance(300);
  assert.equal(page.$("done").hidden, false);
});

test("a document that is taken back while questions are on their way is asked about once", async () => {
  const session = new Session({ count: 4 });
  const { page } = await open(session);
  await page.press("1");
  await page.advance(300);
  const held = [];
  page.server = async (path, body) => {
    if (path !== "/api/questions") return session.reply(path, body);
    await new Promise((done) => held.push(done));
    return session.reply(path, body);
  };
  await page.press("1");
  assert.equal(held.length, 1);
  for (const id of ["d1", "d0"]) {
    await page.press("u");
    assert.equal(page.text("sheet-id"), id);
  }
  page.server = session.handler;
  held[0]();
  await page.advance(300);
  const seen = [];
  while (page.$("done").hidden) {
    seen.push(page.text("sheet-id"));
    await page.press("1");
    await page.advance(300);
  }
  assert.deepEqual(seen, ["d0", "d1", "d2", "d3"]);
});

test("a document that waits and is taken back from before the reload is asked about once", async () => {
  const session = new Session({ count: 2 });
  session.events.push({ kind: "flag", document: 1 });
  const { page } = await open(session);
  assert.equal(page.text("sheet-id"), "d0");
  await page.press("u");
  assert.equal(page.text("sheet-id"), "d1");
  page.server = (path, body) => (path === "/api/questions" ? { questions: [] } : session.reply(path, body));
  await page.press("1");
  assert.equal(page.text("sheet-id"), "d0");
  await page.press("1");
  await page.advance(300);
  assert.equal(page.$("done").hidden, false);
});

test("undo takes a flag and a note back without leaving the document", async () => {
  const { page, session } = await open();
  await page.press("f");
  assert.equal(page.$("sheet-flag").hidden, false);
  await page.press("n");
  assert.equal(page.$("note-dialog").open, true);
  page.$("note-dialog").close();
  page.$("note-text").value = "  odd one  ";
  page.$("note-form").dispatch("submit", { submitter: { value: "save" } });
  assert.equal(page.text("remarks"), "ada: odd one");
  await page.press("u");
  assert.equal(page.$("remarks").hidden, true);
  assert.equal(page.$("sheet-flag").hidden, false);
  await page.press("Backspace");
  assert.equal(page.$("sheet-flag").hidden, true);
  assert.equal(page.text("sheet-id"), "d0");
  assert.deepEqual(session.kinds, ["flag 0", "note 0", "undo", "undo"]);
  for (const [key, isFlagged] of [["f", true], ["f", false], ["u", true]]) {
    await page.press(key);
    assert.equal(page.$("sheet-flag").hidden, !isFlagged);
  }
});

test("after a reload the server is asked what there is to take back", async () => {
  const session = new Session();
  const first = await open(session);
  await first.page.press("3");
  const { page } = await open(session);
  assert.equal(page.text("sheet-id"), "d1");
  await page.press("u");
  assert.equal(page.text("sheet-id"), "d0");
  await page.press("u");
  assert.match(page.text("say"), /^There is nothing to take back/);
  assert.equal(page.text("sheet-id"), "d0");
});

test("what the server refused is not there to be taken back", async () => {
  const session = new Session();
  session.refuses.add(1);
  const { page } = await open(session);
  await page.press("1");
  await page.press("1");
  await settled();
  assert.match(page.text("refusals"), /did not take your answer “ham” to d1: d1 is settled\./);
  await page.press("u");
  assert.equal(page.text("sheet-id"), "d0");
  assert.deepEqual(session.kinds, ["answer 0", "undo"]);
});

test("an undo names what it takes back, and everything names its session and annotator", async () => {
  const { page, session } = await open();
  await page.press("1");
  await page.press("s");
  await page.press("u");
  await page.press("u");
  await page.advance(300);
  const [answer, skip, ...undone] = session.events;
  assert.deepEqual(undone.map((event) => event.undoes), [skip.request, answer.request]);
  for (const event of session.events) assert.deepEqual([event.session, event.annotator], ["i1", 7]);
});

test("an undo that the server refuses is not said to be done", async () => {
  const session = new Session();
  const { page } = await open(session);
  await page.press("1");
  page.server = (path, body) =>
    path === "/api/events" ? new Reply(409, { error: { message: "taken back before" } }) : session.reply(path, body);
  await page.press("u");
  await page.advance(300);
  assert.match(page.text("say"), /^Not taken back/);
  assert.match(page.text("refusals"), /taken back before/);
});

test("after a reload an undo takes back what was done on this tab, and names it", async () => {
  const session = new Session({ count: 6 });
  const tab = new Map();
  const { page } = await open(session, { tab });
  await page.press("1");
  await page.press("2");
  await page.advance(300);
  // Another tab of the same annotator does something later.
  session.take({ kind: "note", document: 5, request: "elsewhere" });
  const { page: again } = await open(session, { tab });
  await again.press("u");
  await again.advance(300);
  assert.equal(again.text("sheet-id"), "d1");
  await again.press("u");
  await again.advance(300);
  const [first, second, , ...undone] = session.events;
  assert.deepEqual(undone.map((event) => event.undoes), [second.request, first.request]);
});

test("a tab that has done nothing takes back what was done last anywhere, and names it", async () => {
  const session = new Session({ count: 6 });
  for (const document of [2, 4]) session.take({ kind: "answer", document, class_index: 0, request: `r${document}` });
  const { page } = await open(session);
  await page.press("u");
  await page.press("u");
  assert.match(page.text("say"), /^Taken back|still being taken back/);
  await page.advance(300);
  const undone = session.events.filter((event) => event.kind === "undo");
  assert.equal(undone[0].undoes_event, 1);
  assert.equal(undone[0].undoes, undefined);
  await page.press("u");
  await page.advance(300);
  assert.equal(page.text("sheet-id"), "d2");
});

/** Answers the first documents of the page on which several are answered at once. */
async function answerAtOnce(session, tab, count) {
  const server = (path, body) =>
    path.startsWith("/api/search") ? { results: session.cards, count: session.cards.length } : session.reply(path, body);
  const page = await Page.open({ script: "documents", server, tab });
  for (const box of page.$("results").querySelectorAll("input").slice(0, count)) box.checked = true;
  page.$("results").querySelectorAll("input")[0].dispatch("change");
  page.$("bulk-answer").click();
  await settled();
  return page;
}

test("what was answered at once on the page of documents is taken back first, and shown", async () => {
  const session = new Session({ count: 6 });
  const tab = new Map();
  const { page: before } = await open(session, { tab });
  await before.press("1");
  session.cards[0].answers = [{ annotator: "ada", class_index: 0 }];
  await answerAtOnce(session, tab, 3);
  // A document that had an answer counts no more than before.
  assert.deepEqual(JSON.parse(tab.get("winnow.done.i1.7")).map(({ amount }) => amount), [1, 0, 1, 1]);
  const { page } = await open(session, { tab });
  for (const id of ["d2", "d1", "d0", "d0"]) {
    await page.press("u");
    await page.advance(300);
    assert.equal(page.text("sheet-id"), id);
    assert.match(page.text("say"), /^Taken back/);
  }
  const [first, ...others] = session.events.filter(({ kind }) => kind === "answer").map(({ request }) => request);
  const undone = session.events.filter(({ kind }) => kind === "undo").map(({ undoes }) => undoes);
  assert.deepEqual(undone, [...others.reverse(), first]);
});

test("a page that was open meanwhile takes back what another page of the tab did last", async () => {
  const session = new Session({ count: 6 });
  const tab = new Map();
  const { page } = await open(session, { tab });
  await page.press("1");
  await answerAtOnce(session, tab, 2);
  page.install();
  await page.press("u");
  await page.advance(300);
  assert.equal(page.text("sheet-id"), "d1");
  assert.deepEqual(session.events.at(-1).undoes, session.events[2].request);
});

test("what was taken back on the page of documents is not taken back once more", async () => {
  const session = new Session({ count: 6 });
  const tab = new Map();
  const { page: before } = await open(session, { tab });
  await before.press("1");
  const documents = await answerAtOnce(session, tab, 2);
  documents.$("bulk-undo").click();
  await settled();
  const { page } = await open(session, { tab });
  await page.press("u");
  await page.advance(300);
  assert.equal(page.text("sheet-id"), "d0");
  assert.equal(session.events.at(-1).undoes, session.events[0].request);
});

test("a settlement that is taken back is shown on the page for settling", async () => {
  for (const isSameTab of [true, false]) {
    const session = new Session({ count: 6 });
    session.disputed = [3];
    const tab = new Map();
    const { page: before } = await open(session, { tab });
    await before.press("1");
    const adjudicate = await Page.open({ script: "adjudicate", server: session.handler, tab });
    await adjudicate.press("2");
    const { page } = await open(session, { tab: isSameTab ? tab : new Map() });
    await page.press("u");
    await page.advance(300);
    assert.deepEqual(page.location.assigned, ["/adjudicate?undone=3"]);
    assert.equal(session.kinds.at(-1), "undo");
    const after = await Page.open({ script: "adjudicate", server: session.handler, tab, search: "?undone=3" });
    assert.equal(after.text("sheet-id"), "d3");
    if (!isSameTab) continue;
    const { page: again } = await open(session, { tab });
    await again.press("u");
    await again.advance(300);
    assert.equal(again.text("sheet-id"), "d0");
  }
});

test("who does not settle any more sees what they had settled as a document", async () => {
  const session = new Session({ count: 6 });
  session.take({ kind: "adjudicate", document: 3, class_index: 0, request: "r3" });
  const server = (path, body) =>
    path === "/api/session" ? { ...session.reply(path), may_settle: false } : session.reply(path, body);
  const { page } = await open(session, { server });
  await page.press("u");
  await page.advance(300);
  assert.equal(page.text("sheet-id"), "d3");
});

test("an answer that was refused and sent again is taken back, and so is what a paused annotator kept", async () => {
  const session = new Session();
  const { page } = await open(session);
  await page.press("1");
  session.isPaused = true;
  await page.press("2");
  await page.press("u");
  await page.advance(300);
  assert.match(page.text("say"), /^Not taken back/);
  session.isPaused = false;
  // The answer that was refused; the undo is discarded.
  const [again, , , discard] = page.$("refusals").querySelectorAll("button");
  again.click();
  discard.click();
  await page.advance(300);
  assert.deepEqual(session.kinds, ["answer 0", "answer 1"]);
  for (const id of ["d1", "d0"]) {
    await page.press("u");
    assert.equal(page.text("sheet-id"), id);
  }
  await page.advance(300);
  const [first, second, ...undone] = session.events;
  assert.deepEqual(undone.map(({ undoes }) => undoes), [second.request, first.request]);
});

test("after an undo that was refused a document is shown as the server has it, whatever is undone next", async () => {
  const session = new Session();
  const { page } = await open(session);
  await page.press("f");
  session.cards[0].is_flagged = true;
  session.isPaused = true;
  await page.press("u");
  await page.advance(300);
  assert.match(page.text("say"), /^Not taken back/);
  assert.equal(page.$("sheet-flag").hidden, false);
  session.isPaused = false;
  page.server = (path, body) => {
    if (path === "/api/events") session.cards[0].is_flagged = false;
    return session.reply(path, body);
  };
  await page.press("u");
  await page.advance(300);
  assert.match(page.text("say"), /^Taken back/);
  assert.equal(page.$("sheet-flag").hidden, true);
  assert.deepEqual(session.kinds, ["flag 0", "undo"]);
});
