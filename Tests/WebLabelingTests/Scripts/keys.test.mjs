// Keys: who gets which, and when they are left alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page } from "./page.mjs";

/** Keys that do something else than choosing a class. */
const TAKEN = ["s", "f", "n", "u", "v", "/", "?"];

async function open() {
  const page = await Page.open();
  return { page, common: await page.load("common"), card: await page.load("card") };
}

test("a key calls what belongs to it, in either case, and nothing else sees it", async () => {
  const { page, common } = await open();
  const pressed = [];
  common.onKey({ s: () => pressed.push("s"), "?": () => pressed.push("?") });
  assert.equal(await page.press("s"), true);
  assert.equal(await page.press("S"), true);
  assert.equal(await page.press("?"), true);
  assert.equal(await page.press("x"), false);
  assert.deepEqual(pressed, ["s", "s", "?"]);
});

test("keys of the browser, and keys that are held down, are left alone", async () => {
  const { page, common } = await open();
  let count = 0;
  common.onKey({ s: () => (count += 1) });
  for (const held of ["ctrlKey", "altKey", "metaKey", "repeat"]) {
    assert.equal(await page.press("s", { [held]: true }), false, held);
  }
  assert.equal(count, 0);
});

test("who is typing is not disturbed, nor who reads a dialog", async () => {
  const { page, common } = await open();
  let count = 0;
  common.onKey({ s: () => (count += 1) });
  for (const tag of ["input", "textarea", "select"]) {
    const field = page.document.createElement(tag);
    page.$("main").append(field);
    assert.equal(await page.press("s", { on: field }), false, tag);
  }
  assert.equal(await page.press("s", { on: page.$("note-form") }), false);
  page.$("keys").showModal();
  assert.equal(await page.press("s"), false);
  assert.equal(count, 0);
  page.$("keys").close();
  await page.press("s");
  assert.equal(count, 1);
});

test("every class has one key as far as keys reach, and none of them is taken", async () => {
  const { card } = await open();
  assert.equal(new Set(card.classKeys).size, card.classKeys.length);
  assert.deepEqual(card.classKeys.slice(0, 9).join(""), "123456789");
  for (const key of TAKEN) assert.ok(!card.classKeys.includes(key), key);
});

test("classes beyond the keys have buttons still", async () => {
  const { page, common, card } = await open();
  const classes = Array.from({ length: card.classKeys.length + 3 }, (_, index) => `class ${index}`);
  const picked = [];
  const pick = (index) => picked.push(index);
  const buttons = card.makeClassButtons(classes, pick);
  common.onKey(card.classActions(classes, buttons, pick));
  assert.equal(page.$("classes").children.length, classes.length);
  for (const key of card.classKeys) assert.equal(await page.press(key), true, key);
  buttons.at(-1).click();
  assert.deepEqual(picked, [...card.classKeys.keys(), classes.length - 1]);
  assert.equal(buttons.at(-1).getAttribute("aria-keyshortcuts"), null);
  assert.equal(buttons.at(-1).querySelector("kbd"), null);
  // The button of a key lights up for a moment.
  assert.ok(buttons[0].classes.has("pressed"));
  await page.advance(140);
  assert.ok(!buttons[0].classes.has("pressed"));
});
