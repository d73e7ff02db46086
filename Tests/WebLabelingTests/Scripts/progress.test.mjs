// The page that says how far the session is, and the colors that every page starts with.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Unreachable } from "./page.mjs";
import { Session } from "./session.mjs";

const figures = {
  answered_count: 3, document_count: 4, answer_count: 5, complete_count: 1, disagreement_count: 2, adjudicated_count: 1,
  flag_count: 0, note_count: 0, class_counts: [2, 0, 1], stopping: [],
  people: [{ name: "ada", answer_count: 3, skip_count: 1, median_seconds: 2.04 }, { name: "ben", answer_count: 0, skip_count: 0 }],
};

async function open(session, change = {}) {
  const server = (path, body) => (path === "/api/progress" ? { ...figures, ...change } : session.reply(path, body));
  return Page.open({ script: "progress", server });
}

test("figures are shown, and those that are not there yet are dashes", async () => {
  const page = await open(new Session());
  assert.match(page.text("tiles"), /^3 of 4documents answered5answers1 of 2disagreements settled/);
  assert.equal(page.text("people"), "ada312.0 sben00–");
  assert.match(page.text("agreement"), /^Shown once two annotators/);
  assert.equal(page.$("stopping-panel").hidden, true);
});

test("a blind session does not show how others answer", async () => {
  const page = await open(new Session({ isBlind: true }));
  for (const id of ["class-bars", "agreement"]) assert.equal(page.$(id).closest("section").hidden, true, id);
});

test("the page looks again while somebody sees it, and outlives a server that is away", async () => {
  const page = await open(new Session());
  const count = () => page.sent("/api/progress").length;
  assert.equal(count(), 1);
  await page.advance(4000);
  assert.equal(count(), 2);
  page.document.visibilityState = "hidden";
  await page.advance(8000);
  assert.equal(count(), 2);
  page.document.visibilityState = "visible";
  page.server = () => {
    throw new Unreachable();
  };
  await page.advance(8000);
  assert.equal(count(), 4);
});

test("the colors are those that were chosen, else those of the system", async () => {
  const storage = new Map();
  const page = await Page.open({ storage });
  const system = { matches: true, addEventListener: () => {} };
  globalThis.matchMedia = () => system;
  await page.load("theme");
  const { dataset } = page.document.documentElement;
  assert.equal(dataset.theme, "dark");
  storage.set("winnow.theme", "light");
  page.window.dispatch("storage");
  assert.equal(dataset.theme, "light");
});

test("what the counts of the classes leave out is said", async () => {
  const page = await open(new Session(), { answered_count: 5, class_counts: [2, 0, 1] });
  assert.match(page.text("class-note"), /2 documents have no such class yet/);
  const all = await open(new Session(), { answered_count: 3 });
  assert.doesNotMatch(all.text("class-note"), /no such class/);
  const none = await open(new Session(), { answered_count: 0, class_counts: [0, 0, 0] });
  assert.equal(none.text("class-note"), "Nothing has been answered yet.");
});
