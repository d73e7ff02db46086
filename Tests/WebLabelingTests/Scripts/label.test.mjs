// The page that asks about one document at a time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Reply, Unreachable, settled } from "./page.mjs";
import { Session } from "./session.mjs";

async function open(session = new Session(), options = {}) {
  const page = await Page.open({ script: "label", server: session.handler, ...options });
  await page.advance(0);
  return { page, session };
}

const chosen = (page) => page.$("classes").children.findIndex((button) => button.getAttribute("aria-pressed") === "true");

test("a key answers, and the next document is there before the server has said anything", async () => {
  const { page, session } = await open();
  assert.equal(page.text("sheet-id"), "d0");
  page.server = (path, body) => {
    if (path === "/api/events") throw new Unreachable();
    return session.handler(path, body);
  };
  await page.advance(1234);
  await page.press("2");
  assert.equal(page.text("sheet-id"), "d1");
  assert.match(page.text("notice"), /1 answer is kept on this device/);
  await page.press("3");
  assert.equal(page.text("sheet-id"), "d2");
  assert.match(page.text("notice"), /2 answers are kept on this device/);
  page.server = session.handler;
  await page.advance(5000);
  assert.deepEqual(session.kinds, ["answer 0", "answer 1"]);
  assert.deepEqual(session.events.map((event) => event.class_index), [1, 2]);
  assert.equal(session.events[0].duration_ms, 1234);
  assert.equal(page.$("notice").hidden, true);
});

test("a document is asked about once, though the server offers it until it knows better", async () => {
  const session = new Session({ count: 3 });
  const { page } = await open(session);
  const held = [];
  page.server = async (path, body) => {
    if (path === "/api/events") await new Promise((done) => held.push(done));
    return session.reply(path, body);
  };
  const seen = [];
  for (let turn = 0; turn < 3; turn++) {
    seen.push(page.text("sheet-id"));
    await page.press("1");
    await page.advance(300);
  }
  assert.deepEqual(seen, ["d0", "d1", "d2"]);
  assert.equal(page.$("done").hidden, true, "answers are still on their way");
  for (let turn = 0; turn < 3; turn++) {
    held.shift()();
    await settled();
  }
  await page.advance(300);
  assert.equal(page.$("done").hidden, false);
  assert.deepEqual(session.kinds, ["answer 0", "answer 1", "answer 2"]);
});

test("a document that is answered while questions are on their way is not asked about again", async () => {
  const session = new Session({ count: 4 });
  const { page } = await open(session);
  const held = [];
  page.server = async (path, body) => {
    const reply = session.reply(path, body);
    if (path === "/api/questions") await new Promise((done) => held.push(done));
    return reply;
  };
  const seen = [page.text("sheet-id")];
  // The first answer asks for questions; the reply, made before the others, comes after them.
  for (let turn = 0; turn < 2; turn++) {
    await page.press("1");
    seen.push(page.text("sheet-id"));
  }
  assert.equal(held.length, 1);
  page.server = session.handler;
  held[0]();
  await page.advance(300);
  while (page.$("done").hidden) {
    await page.press("1");
    await page.advance(300);
    seen.push(page.text("sheet-id"));
  }
  assert.deepEqual(seen.slice(0, 4), ["d0", "d1", "d2", "d3"]);
  assert.deepEqual(session.kinds, ["answer 0", "answer 1", "answer 2", "answer 3"]);
});

test("an empty note and one that is canceled are no notes", async () => {
  const { page, session } = await open();
  for (const [text, value] of [["  ", "save"], ["words", "cancel"]]) {
    page.$("note-text").value = text;
    page.$("note-form").dispatch("submit", { submitter: { value } });
  }
  await settled();
  assert.deepEqual(session.kinds, []);
});

test("a document with a refused answer comes again when the answer is discarded", async () => {
  const session = new Session({ count: 1 });
  session.refuses.add(0);
  const { page } = await open(session);
  await page.press("1");
  await page.advance(300);
  assert.equal(page.$("done").hidden, false);
  assert.equal(page.text("done-title"), "Some answers were refused");
  session.refuses.clear();
  page.$("refusals").querySelectorAll("button")[1].click();
  await page.advance(300);
  assert.equal(page.$("refusals").hidden, true);
  assert.equal(page.$("done").hidden, true);
  assert.equal(page.text("sheet-id"), "d0");
});

test("an address can name a document, which shows the answer it has", async () => {
  const session = new Session();
  session.cards[2].answers = [{ annotator: "ada", class_index: 1 }];
  const { page } = await open(session, { search: "?document=2" });
  assert.equal(page.text("sheet-id"), "d2");
  assert.equal(chosen(page), 1);
  assert.equal(page.location.replaced, "/");
  const { page: other } = await open(new Session(), { search: "?document=9" });
  assert.equal(other.text("notice"), "There is no such document.");
  assert.equal(other.text("sheet-id"), "d0");
});

test("a page that is signed out keeps the answers", async () => {
  const { page, session } = await open();
  page.server = () => new Reply(401);
  await page.press("1");
  assert.match(page.text("notice"), /kept/);
  page.server = session.handler;
  await page.advance(5000);
  assert.deepEqual(session.kinds, ["answer 0"]);
});

test("while others hold the last documents the page says so, and asks again by itself", async () => {
  const session = new Session({ count: 1 });
  const { page } = await open(session, {
    server: (path, body) => path === "/api/questions"
      ? { questions: [], ending: "held_by_others", ask_again_in_seconds: 4, skipped_count: 0 }
      : session.reply(path, body),
  });
  assert.equal(page.text("done-title"), "Others hold the last documents");
  page.server = session.handler;
  await page.advance(3900);
  assert.equal(page.$("done").hidden, false);
  await page.advance(200);
  assert.equal(page.$("done").hidden, true);
  assert.equal(page.text("sheet-id"), "d0");
});

test("what was skipped is asked about again for the asking", async () => {
  const session = new Session({ count: 1 });
  const { page } = await open(session);
  page.server = (path, body) => {
    if (path === "/api/skipped") {
      session.events = [];
      return { count: 1 };
    }
    const reply = session.reply(path, body);
    return path === "/api/questions" && reply.questions.length === 0
      ? { questions: [], ending: "session_done", skipped_count: 1 }
      : reply;
  };
  await page.press("s");
  await page.advance(300);
  assert.match(page.text("done-text"), /the 1 you skipped/);
  page.$("done-text").querySelectorAll("button")[0].click();
  await page.advance(300);
  assert.equal(page.text("sheet-id"), "d0");
});

test("progress is the annotator's own share, unless a number of answers is planned", async () => {
  const session = new Session();
  const figures = { own: { answer_count: 0, share_count: 8 }, answered_count: 8, document_count: 8, answer_count: 8 };
  const server = (path, body) => (path === "/api/progress" ? figures : session.reply(path, body));
  const { page } = await open(session, { server });
  assert.match(page.text("say"), /0 of 8/);
  figures.budget = 20;
  const { page: planned } = await open(new Session(), { server });
  assert.match(planned.text("say"), /8 of 20/);
});

test("a document that does not come is waited for in plain sight, and keys say that they did nothing", async () => {
  const { page, session } = await open(new Session({ count: 9 }));
  page.server = () => {
    throw new Unreachable();
  };
  for (let turn = 0; turn < 3; turn++) await page.press("1");
  await page.advance(200);
  assert.equal(page.text("sheet-id"), "");
  assert.equal(page.$("text").hidden, true);
  assert.equal(page.$("waiting").hidden, false);
  assert.ok(page.$("classes").children.every((button) => button.disabled));
  assert.ok(page.$("skip").disabled && page.$("flag").disabled && page.$("note").disabled);
  for (const key of ["1", "s", "f", "n"]) {
    page.$("say").textContent = "";
    await page.press(key);
    assert.match(page.text("say"), /^Nothing was done: .* the server cannot be reached/, key);
  }
  // One line says both that there is no server and what waits, and does not flip.
  assert.equal(page.text("notice"), "No connection to the server. 3 answers are kept on this device.");
  await page.advance(5000);
  assert.equal(page.text("notice"), "No connection to the server. 3 answers are kept on this device.");
  page.server = session.handler;
  await page.advance(10000);
  assert.equal(page.text("sheet-id"), "d3");
  assert.equal(page.$("waiting").hidden, true);
  assert.ok(page.$("classes").children.every((button) => !button.disabled));
  assert.equal(page.$("notice").hidden, true);
  assert.deepEqual(session.kinds, ["answer 0", "answer 1", "answer 2"]);
});

test("the count follows at once", async () => {
  const { page } = await open(new Session({ count: 9 }));
  await page.advance(1100);
  await page.press("1");
  assert.match(page.text("say"), /1 of 9$/);
  await page.press("s");
  assert.match(page.text("say"), /1 of 9$/);
  await page.press("2");
  assert.match(page.text("say"), /2 of 9$/);
  await page.press("u");
  assert.match(page.text("say"), /1 of 9$/);
});

test("why nothing is left is said once, and again when it is for another reason", async () => {
  const page = await Page.open();
  const { showEnding } = await page.load("endings");
  const ending = (...rest) => showEnding(...rest, () => {});
  assert.equal(ending("nothing_for_you", 0), "Nothing left to ask you.");
  assert.equal(ending("nothing_for_you", 2), "", "it is in view already");
  assert.match(page.text("done-text"), /Ask again about the 2 you skipped$/);
  assert.equal(ending("paused", 0), "You are paused.");
});

test("an empty document says that it is empty", async () => {
  const session = new Session();
  session.cards[0].text = [{ text: "  \n", functions: [] }];
  const { page } = await open(session);
  assert.equal(page.$("empty").hidden, false);
  await page.press("1");
  assert.equal(page.$("empty").hidden, true);
});

test("a document is said not to be of a class, and only the next answer is one of that kind", async () => {
  const { page, session } = await open();
  await page.press("x");
  assert.equal(page.$("not").getAttribute("aria-pressed"), "true");
  assert.ok(page.$("classes").classes.has("rejecting"));
  await page.press("x");
  assert.equal(page.$("not").getAttribute("aria-pressed"), "false");
  page.$("not").click();
  await page.press("2");
  assert.match(page.text("say"), /^not spam/);
  await page.press("2");
  assert.deepEqual(session.events.map((event) => event.is_rejection), [true, undefined]);
  assert.ok(!page.$("classes").classes.has("rejecting"));
});

test("who is paused is told so, and asked again when they go on", async () => {
  const session = new Session();
  const paused = new Reply(403, { error: { code: "paused", message: "annotator 'ada' is paused" } });
  const { page } = await open(session, {
    server: (path, body) => (path === "/api/questions" ? paused : session.reply(path, body)),
  });
  assert.equal(page.text("done-title"), "You are paused");
  page.server = session.handler;
  await page.advance(15100);
  assert.equal(page.$("done").hidden, true);
  assert.equal(page.text("sheet-id"), "d0");
});
