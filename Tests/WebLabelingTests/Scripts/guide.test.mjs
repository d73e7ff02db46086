// Guidelines beside the document.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page } from "./page.mjs";
import { Session } from "./session.mjs";

async function open(options = {}, descriptions = []) {
  const session = new Session({ descriptions });
  const page = await Page.open({ script: "label", server: session.handler, ...options });
  await page.load("guide");
  return page;
}

test("the panel folds away by key, and stays as it was left", async () => {
  const storage = new Map();
  const page = await open({ guidelines: "<p>Read all of it.</p>", storage });
  assert.equal(page.$("guide").hidden, false);
  assert.equal(page.$("guide-body").hidden, false);
  await page.press("g");
  assert.equal(page.$("guide-body").hidden, true);
  assert.equal(page.$("guide-button").getAttribute("aria-expanded"), "false");
  const later = await open({ guidelines: "<p>Read all of it.</p>", storage });
  assert.equal(later.$("guide-body").hidden, true);
  await later.press("g");
  assert.equal(later.$("guide-body").hidden, false);
});

test("on a small screen the document comes first", async () => {
  const page = await open({ guidelines: "<p>Read all of it.</p>", width: 390 });
  assert.equal(page.$("guide").hidden, false);
  assert.equal(page.$("guide-body").hidden, true);
});

test("classes are described, in their order", async () => {
  const page = await open({}, [{}, { description: "Unwanted.", example: "Win!" }, { description: "Else." }]);
  assert.equal(page.text("class-notes"), "spamUnwanted.Win!oddElse.");
});

test("where there is nothing to say there is no panel, and its key does nothing", async () => {
  const page = await open();
  assert.equal(page.$("guide").hidden, true);
  await page.press("g");
  assert.equal(page.storage.get("winnow.guide"), undefined);
});
