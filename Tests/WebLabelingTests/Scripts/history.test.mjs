// The page of one's own answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, settled } from "./page.mjs";
import { Session } from "./session.mjs";

const links = (page) => page.$("results").querySelectorAll("a").map((link) => link.getAttribute("href"));

async function open(history) {
  const session = new Session();
  session.cards[0].answers = [{ annotator: "ada", class_index: 1 }];
  session.cards[1].answers = [{ annotator: "ada", class_index: 0, is_rejection: true }];
  session.cards[2].answers = [{ annotator: "ada" }];
  const server = (path, body) => (path.startsWith("/api/history") ? history(path, session.cards) : session.reply(path, body));
  return Page.open({ script: "history", server });
}

test("answers are listed in their order, a page at a time, and each can be opened", async () => {
  const asked = [];
  const page = await open((path, cards) => {
    asked.push(path);
    const shown = asked.length === 1 ? [cards[2], cards[1]] : [cards[0]];
    return { entries: shown.map((card, place) => ({ place, time_ms: 0, card })), next: asked.length === 1 ? 7 : undefined };
  });
  assert.deepEqual(links(page), ["/?document=2", "/?document=1"]);
  assert.match(page.text("results"), /d2skipped.*d1not ham/);
  page.$("more").querySelector("button").click();
  await settled();
  assert.deepEqual(asked, ["/api/history", "/api/history?before=7"]);
  assert.deepEqual(links(page), ["/?document=2", "/?document=1", "/?document=0"]);
  assert.equal(page.$("more"), null);
});

test("who has answered nothing is told so", async () => {
  const page = await open(() => ({ entries: [] }));
  assert.match(page.text("count"), /nothing yet/);
});
