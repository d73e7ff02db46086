// What the functions say of a document, and why it is asked about.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page } from "./page.mjs";
import { Session } from "./session.mjs";

async function open(session, options = {}) {
  const page = await Page.open({ script: "label", server: session.handler, ...options });
  await page.load("hints");
  await page.advance(0);
  return { page };
}

test("what the functions say is hidden in a blind session, and by key for good", async () => {
  const session = new Session();
  session.cards[0].votes = [
    { function: "has_link", class_index: 1, text: "spam" },
    { function: "asks", text: "!ham" },
  ];
  session.cards[0].probabilities = [0.2, 0.7, 0.1];
  const storage = new Map();
  const { page } = await open(session, { storage });
  assert.equal(page.$("hints").hidden, false);
  assert.equal(page.text("votes"), "has_linkspamasks!ham");
  assert.equal(page.$("hints-body").hidden, false);
  await page.press("v");
  assert.equal(page.$("hints-body").hidden, true);
  const { page: later } = await open(session, { storage });
  assert.equal(later.$("hints-body").hidden, true);
  const blind = new Session({ isBlind: true });
  blind.cards[0].votes = session.cards[0].votes;
  const { page: unseen } = await open(blind);
  assert.equal(unseen.$("hints").hidden, true);
});

test("the reason that is shown holds when it is shown", async () => {
  const session = new Session();
  session.cards[0] = { ...session.cards[0], strategy: "margin", probabilities: [0.5, 0.45, 0.05] };
  session.cards[1] = { ...session.cards[1], strategy: "margin", probabilities: [0.9, 0.05, 0.05] };
  session.cards[2] = { ...session.cards[2], strategy: "margin" };
  const { page } = await open(session);
  assert.equal(page.text("sheet-why"), "two classes are nearly tied");
  await page.press("1");
  assert.equal(page.text("sheet-why"), "two classes were nearly tied");
  await page.press("1");
  assert.equal(page.text("sheet-why"), "");
  await page.press("1");
  assert.equal(page.text("sheet-why"), "drawn at random");
});
