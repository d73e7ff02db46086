// The page that finds documents.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Reply, settled } from "./page.mjs";
import { Session } from "./session.mjs";

/** Queries of the searches, in their order. */
const asked = [];

const ids = (page) => page.$("results").querySelectorAll("a").map((link) => link.getAttribute("href"));

/** A server whose searches find what a function says. */
async function open(find, { session = new Session(), ...options } = {}) {
  asked.length = 0;
  const server = async (path, body) => {
    if (!path.startsWith("/api/search")) return session.reply(path, body);
    const query = new URLSearchParams(path.split("?")[1]);
    const from = Number(query.get("from"));
    asked.push(Object.fromEntries(query));
    return { count: 0, ...(await find(query.get("q") ?? "", from, session.cards)) };
  };
  return Page.open({ script: "documents", server, ...options });
}

test("the address says what to look for, and results come a page at a time", async () => {
  const page = await open(
    (words, from, cards) => ({ results: cards.slice(from, from + 3), next: from === 0 ? 3 : undefined, count: 4 }),
    { search: "?q=text" },
  );
  assert.equal(page.text("count"), "4 documents found");
  assert.equal(page.text("more"), "More: 3 of 4 are shown");
  page.$("more").querySelector("button").click();
  await settled();
  assert.deepEqual(ids(page), [0, 1, 2, 3].map((number) => `/?document=${number}`));
  assert.equal(page.$("more"), null);
  assert.deepEqual(asked, [{ q: "text" }, { q: "text", from: "3" }]);
});

test("typing waits for a pause", async () => {
  const page = await open(() => ({ results: [] }));
  for (const words of ["a", "ab", "abc"]) {
    page.$("search").value = words;
    page.$("search").dispatch("input");
    await page.advance(100);
  }
  await page.advance(100);
  assert.deepEqual(asked, [{}, { q: "abc" }]);
  assert.match(page.text("count"), /^Nothing found/);
  assert.equal(page.location.replaced, "?q=abc");
});

test("a slow answer to an older search does not replace the newer one's", async () => {
  const held = new Map();
  const page = await open(async (words, from, cards) => {
    if (words) await new Promise((done) => held.set(words, done));
    return { results: words === "old" ? cards : cards.slice(0, 1) };
  });
  for (const words of ["old", "new"]) {
    page.$("search").value = words;
    page.$("search-form").dispatch("submit");
    await settled();
  }
  held.get("new")();
  await settled();
  held.get("old")();
  await settled();
  assert.deepEqual(ids(page), ["/?document=0"]);
});

test("a long text is shown from a little before the first hit", async () => {
  const page = await open(
    (words, from, cards) => ({ results: [{ ...cards[0], text: [{ text: `${"x".repeat(500)}NEEDLE tail`, functions: [] }] }] }),
    { search: "?q=needle" },
  );
  const [shown] = page.$("results").querySelectorAll(".snippet");
  assert.equal(shown.textContent, `… ${"x".repeat(60)}NEEDLE tail`);
});

test("conditions are in the address, in the search and in what is exported", async () => {
  const page = await open(() => ({ results: [] }), { search: "?state=flagged&class=1" });
  assert.deepEqual(asked, [{ state: "flagged", class: "1" }]);
  page.$("filter-class").value = "2";
  page.$("filter-class").dispatch("change");
  await settled();
  assert.deepEqual(asked[1], { state: "flagged", class: "2" });
  assert.equal(page.location.replaced, "?state=flagged&class=2");
  assert.equal(page.$("export-csv").getAttribute("href"), "/documents/export?format=csv&state=flagged&class=2");
  assert.equal(page.$("export-jsonl").getAttribute("href"), "/documents/export?format=jsonl&state=flagged&class=2");
});

test("who sees only their own answers is not asked whose", async () => {
  const page = await open(() => ({ results: [] }));
  assert.equal(page.$("filter-people").hidden, true);
  const session = new Session();
  session.annotators = ["ada", "ben"];
  const other = await open(() => ({ results: [] }), { session });
  assert.equal(other.$("filter-people").hidden, false);
  assert.equal(other.text("filter-annotator"), "Allada (you)ben");
});

const boxes = (page) => page.$("results").querySelectorAll("input");

test("documents are answered at once, each by an event of its own, and taken back in one go", async () => {
  const session = new Session();
  const page = await open((words, from, cards) => ({ results: cards, count: cards.length }), { session });
  assert.equal(page.$("bulk-answer").disabled, true);
  for (const box of boxes(page).slice(0, 3)) {
    box.checked = true;
    box.dispatch("change");
  }
  assert.equal(page.text("bulk-answer"), "Answer 3 documents");
  session.refuses.add(1);
  page.$("bulk-class").value = "2";
  page.$("bulk-answer").click();
  await settled();
  assert.deepEqual(session.kinds, ["answer 0", "answer 2"]);
  assert.deepEqual(session.events.map((event) => event.class_index), [2, 2]);
  assert.equal(new Set(session.events.map((event) => event.request)).size, 2);
  assert.equal(page.text("say"), "2 answered as “odd”");
  assert.match(page.text("refusals"), /d1 is settled/);
  assert.match(page.text("results"), /d0odd.*d2odd/);
  // What was refused stays chosen, with the reason.
  assert.deepEqual(boxes(page).map((box) => box.checked), [false, true, false, false]);
  assert.match(page.text("results"), /d1Not answered: d1 is settled/);
  page.$("bulk-undo").click();
  await settled();
  assert.deepEqual(session.kinds, ["answer 0", "answer 2", "undo", "undo"]);
  assert.equal(page.text("say"), "2 taken back");
  assert.equal(page.$("bulk-undo").hidden, true);
});

test("all that are shown are chosen together, and no others", async () => {
  const page = await open((words, from, cards) => ({ results: cards.slice(from, from + 2), next: from === 0 ? 2 : undefined, count: 4 }));
  page.$("choose-all").checked = true;
  page.$("choose-all").dispatch("change");
  page.$("more").querySelector("button").click();
  await settled();
  assert.deepEqual(boxes(page).map((box) => box.checked), [true, true, false, false]);
  assert.equal(page.text("bulk-answer"), "Answer 2 documents");
});

test("an answer that cannot be taken back stays chosen and in view, and may be tried again", async () => {
  const session = new Session();
  let found = session.cards;
  const page = await open(() => ({ results: found, count: found.length }), { session });
  for (const box of boxes(page).slice(0, 2)) {
    box.checked = true;
    box.dispatch("change");
  }
  page.$("bulk-answer").click();
  await settled();
  const [, second] = session.events;
  const take = session.take.bind(session);
  session.take = (wish) => (wish.undoes === second.request ? new Reply(409, { error: { message: "you have done something else" } }) : take(wish));
  // The search does not find the document any more.
  found = session.cards.slice(2);
  page.$("bulk-undo").click();
  await settled();
  assert.equal(page.text("say"), "1 taken back");
  assert.deepEqual(ids(page), [1, 2, 3].map((number) => `/?document=${number}`));
  assert.deepEqual(boxes(page).map((box) => box.checked), [true, false, false]);
  assert.match(page.text("results"), /d1.*Not taken back: you have done something else/);
  assert.match(page.text("refusals"), /that you took your answer to d1 back: you have done something else/);
  session.take = take;
  page.$("bulk-undo").click();
  await settled();
  assert.equal(page.text("say"), "1 taken back");
  assert.equal(page.$("bulk-undo").hidden, true);
  assert.deepEqual(ids(page), [2, 3].map((number) => `/?document=${number}`));
});

test("a row says whose answers and flags it is about", async () => {
  const session = new Session();
  session.annotators = ["ada", "ben"];
  const answers = [{ annotator: "ada", class_index: 0, is_rejection: false }, { annotator: "ben", class_index: 1, is_rejection: true }];
  const card = { ...session.cards[0], answers, is_flagged: true, flagged_by: ["ben", "ada"] };
  const page = await open(() => ({ results: [card], count: 1 }), { session });
  assert.match(page.text("results"), /d0youhambennot spamFlagged by ben, you/);
  // Where nobody else's are shown, nobody is named.
  delete session.annotators;
  const own = await open(() => ({ results: [{ ...card, answers: answers.slice(0, 1), flagged_by: ["ada"] }], count: 1 }), { session });
  assert.match(own.text("results"), /d0hamFlagged by you/);
});
