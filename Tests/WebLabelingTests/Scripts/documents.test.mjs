// The page that finds documents.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, settled } from "./page.mjs";
import { Session } from "./session.mjs";

const ids = (page) => page.$("results").querySelectorAll("a").map((link) => link.getAttribute("href"));

/** A server whose searches find what a function says. */
async function open(find, options = {}) {
  const session = new Session();
  const server = (path, body) => {
    if (!path.startsWith("/api/search")) return session.reply(path, body);
    const query = new URLSearchParams(path.split("?")[1]);
    return find(query.get("q"), Number(query.get("from")), session.cards);
  };
  return Page.open({ script: "documents", server, ...options });
}

test("the address says what to look for, and results come a page at a time", async () => {
  const asked = [];
  const page = await open(
    (words, from, cards) => {
      asked.push([words, from]);
      return { results: cards.slice(from, from + 3), next: from === 0 ? 3 : undefined };
    },
    { search: "?q=text" },
  );
  assert.equal(page.text("count"), "3 and more found");
  page.$("more").querySelector("button").click();
  await settled();
  assert.deepEqual(ids(page), [0, 1, 2, 3].map((number) => `/?document=${number}`));
  assert.equal(page.text("count"), "4 found");
  assert.equal(page.$("more"), null);
  assert.deepEqual(asked, [["text", 0], ["text", 3]]);
});

test("typing waits for a pause", async () => {
  const asked = [];
  const page = await open((words) => {
    asked.push(words);
    return { results: [] };
  });
  for (const words of ["a", "ab", "abc"]) {
    page.$("search").value = words;
    page.$("search").dispatch("input");
    await page.advance(100);
  }
  await page.advance(100);
  assert.deepEqual(asked, ["", "abc"]);
  assert.equal(page.text("count"), "Nothing found");
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
