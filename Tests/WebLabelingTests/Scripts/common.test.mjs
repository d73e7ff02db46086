// What all pages share: requests, the line under the bar, and text that stays text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Reply, Unreachable } from "./page.mjs";

async function open(server) {
  const page = await Page.open({ server });
  return { page, common: await page.load("common") };
}

async function failure(promise) {
  return promise.then(
    () => assert.fail("it did not fail"),
    (error) => error,
  );
}

test("a request says what it is, and carries the guard only when it changes something", async () => {
  const { page, common } = await open((path) => (path === "/api/session" ? { annotator: "ada", guard_token: "g" } : { a: 1 }));
  await common.start([["s", "Skip"]]);
  assert.equal(page.text("person"), "ada");
  assert.deepEqual(await common.api("/api/x"), { a: 1 });
  assert.deepEqual(await common.api("/api/x", { b: 2 }), { a: 1 });
  const [read, write] = page.requests.slice(-2);
  assert.equal(read.headers["x-winnow-guard"], undefined);
  assert.equal(write.headers["x-winnow-guard"], "g");
  assert.deepEqual(write.body, { b: 2 });
  assert.equal(page.$("keys-list").querySelectorAll("kbd")[0].textContent, "S");
});

test("a failure says the server's words and its status; no server is status 0", async () => {
  const { page, common } = await open(() => new Reply(404, { error: { message: "no such thing" } }));
  const refused = await failure(common.api("/api/x"));
  assert.ok(refused instanceof common.Failure);
  assert.deepEqual([refused.status, refused.message], [404, "no such thing"]);
  page.server = () => {
    throw new Unreachable();
  };
  assert.equal((await failure(common.api("/api/x"))).status, 0);
  page.server = () => new Reply(502, "not JSON");
  assert.equal((await failure(common.api("/api/x"))).status, 502);
});

test("who is signed out is told so, with a way back", async () => {
  const { page, common } = await open(() => new Reply(401));
  assert.equal((await failure(common.api("/api/x"))).status, 401);
  assert.equal(page.$("notice").hidden, false);
  assert.match(page.text("notice"), /signed out/);
  assert.equal(page.$("notice").querySelector("a").getAttribute("href"), "/login");
});

test("a page that waits for the server says so, and takes it back when the server answers", async () => {
  let isAway = true;
  const { page, common } = await open(() => {
    if (isAway) throw new Unreachable();
    return { annotator: "ada", guard_token: "g" };
  });
  const started = common.start([]);
  await page.advance(300 + 600);
  assert.equal(page.requests.length, 3);
  assert.match(page.text("notice"), /^No connection/);
  isAway = false;
  await page.advance(4000);
  assert.equal((await started).annotator, "ada");
  assert.equal(page.$("notice").hidden, true);
});

test("a notice about something else is not taken away", async () => {
  const { page, common } = await open();
  common.notice("No such document.");
  common.clearNotice("connection");
  assert.equal(page.text("notice"), "No such document.");
  common.clearNotice("message");
  assert.equal(page.$("notice").hidden, true);
});

test("shares are rounded, but not to nothing and not to all", async () => {
  const { common } = await open();
  assert.deepEqual(
    [0, 0.004, 0.5, 0.984, 0.996].map((share) => common.percent(share)),
    ["0 %", "0.4 %", "50 %", "98 %", "99.6 %"],
  );
});

test("what comes from a corpus is text, never markup", async () => {
  const { page } = await open();
  const card = await page.load("card");
  const evil = "<img src=x onerror=alert(1)>";
  card.showSheet(
    {
      id: evil,
      text: [{ text: evil, functions: [] }, { text: "b", functions: [evil], class_index: 1 }],
      fields: [{ name: evil, parts: [{ text: evil, functions: [] }] }],
      notes: [{ annotator: evil, text: evil }],
    },
    ["no", evil],
  );
  assert.equal(page.text("sheet-id"), evil);
  assert.equal(page.text("text"), `${evil}b`);
  assert.equal(page.$("text").querySelector("mark").title, `${evil} → ${evil}`);
  assert.equal(page.text("fields"), evil + evil);
  assert.equal(page.text("remarks"), `${evil}: ${evil}`);
  assert.equal(page.document.querySelectorAll("img").filter((image) => image.attributes.has("onerror")).length, 0);
});

test("what was refused stays in view until somebody has dealt with it", async () => {
  const { page } = await open();
  const { showRefusals } = await page.load("refusals");
  const calls = [];
  const outbox = {
    refused: [
      { entry: { request: "a", words: "your answer to d1" }, message: "d1 is settled" },
      { entry: { request: "b" }, message: "no" },
    ],
    sendAgain: (request) => calls.push(["again", request]),
    discard: (request) => calls.push(["discard", request]),
  };
  showRefusals(outbox);
  const lines = page.$("refusals").children;
  assert.equal(page.$("refusals").hidden, false);
  assert.match(lines[0].textContent, /^The server did not take your answer to d1: d1 is settled\./);
  assert.match(lines[1].textContent, /^The server did not take an answer: no\./);
  lines[0].querySelectorAll("button")[0].click();
  lines[1].querySelectorAll("button")[1].click();
  assert.deepEqual(calls, [["again", "a"], ["discard", "b"]]);
  // Nothing is made anew under the mouse while nothing has changed.
  showRefusals(outbox);
  assert.equal(page.$("refusals").children[0], lines[0]);
  outbox.refused = [];
  showRefusals(outbox);
  assert.equal(page.$("refusals").hidden, true);
});
