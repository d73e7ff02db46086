// Keys: who gets which, and when they are left alone.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { Page, keyMap } from "./page.mjs";

const ASSETS = new URL("../../../Sources/WebLabeling/Assets/", import.meta.url);

/** Keys that do something else than choosing a class, here or in the terminal. */
const TAKEN = [..."sfnuxvghjkq/?.=,"];

async function open(options) {
  const page = await Page.open(options);
  return { page, keys: await page.load("keys"), list: await page.load("classes") };
}

test("a key calls what belongs to it, in either case, and nothing else sees it", async () => {
  const { page, keys } = await open();
  const pressed = [];
  keys.onKey({ s: () => pressed.push("s"), "?": () => pressed.push("?") });
  assert.equal(await page.press("s"), true);
  assert.equal(await page.press("S"), true);
  assert.equal(await page.press("?"), true);
  assert.equal(await page.press("x"), false);
  assert.deepEqual(pressed, ["s", "s", "?"]);
});

test("keys of the browser, and keys that are held down, are left alone", async () => {
  const { page, keys } = await open();
  let count = 0;
  keys.onKey({ s: () => (count += 1) });
  for (const held of ["ctrlKey", "altKey", "metaKey", "repeat"]) {
    assert.equal(await page.press("s", { [held]: true }), false, held);
  }
  assert.equal(count, 0);
});

test("who is typing is not disturbed, nor who reads a dialog", async () => {
  const { page, keys } = await open();
  let count = 0;
  keys.onKey({ s: () => (count += 1) });
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
  const { keys } = await open();
  assert.equal(new Set(keys.classKeys).size, keys.classKeys.length);
  assert.deepEqual(keys.classKeys.slice(0, 10).join(""), "1234567890");
  for (const key of TAKEN) assert.ok(!keys.classKeys.includes(key), key);
});

test("scripts and pages name only keys that there are", () => {
  let count = 0;
  for (const name of readdirSync(ASSETS)) {
    const text = readFileSync(new URL(name, ASSETS), "utf8");
    for (const [, inScript, inPage] of text.matchAll(/keyOf\.(\w+)|<!--key:(\w+)-->/g)) {
      const command = inScript ?? inPage;
      assert.ok(Object.hasOwn(keyMap.commands, command), `${name}: ${command}`);
      count += 1;
    }
  }
  assert.ok(count > 20);
});

test("classes beyond the keys have buttons still", async () => {
  const { page, keys, list } = await open();
  const classes = Array.from({ length: keys.classKeys.length + 3 }, (_, index) => `class ${index}`);
  const picked = [];
  const pick = (index) => picked.push(index);
  const buttons = list.makeClassButtons({ classes }, pick);
  keys.onKey(list.classActions(classes, buttons, pick));
  assert.equal(page.$("classes").children.length, classes.length);
  for (const key of keys.classKeys) {
    const code = /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
    assert.equal(await page.press(key, { code, shiftKey: /[A-Z]/.test(key) }), true, key);
  }
  buttons.at(-1).click();
  assert.deepEqual(picked, [...keys.classKeys.keys(), classes.length - 1]);
  assert.equal(buttons.at(-1).getAttribute("aria-keyshortcuts"), null);
  assert.equal(buttons.at(-1).querySelector("kbd"), null);
  // The button of a key lights up for a moment.
  assert.ok(buttons[0].classes.has("pressed"));
  await page.advance(140);
  assert.ok(!buttons[0].classes.has("pressed"));
});

/** What a key says on some layout, and what it is to do. */
const LAYOUTS = [
  ["QWERTY 1", { key: "1", code: "Digit1" }, "1"],
  ["number pad", { key: "2", code: "Numpad2" }, "2"],
  ["number pad without digits", { key: "ArrowDown", code: "Numpad2" }, undefined],
  ["AZERTY without Shift", { key: "é", code: "Digit2" }, "2"],
  ["AZERTY with Shift", { key: "1", code: "Digit1", shiftKey: true }, "1"],
  ["QWERTY with Shift", { key: "!", code: "Digit1", shiftKey: true }, undefined],
  ["Czech", { key: "ě", code: "Digit2" }, "2"],
  ["Russian", { key: "ы", code: "KeyS" }, "s"],
  ["Greek", { key: "σ", code: "KeyS" }, "s"],
  ["Persian", { key: "۱", code: "Digit1" }, "1"],
  ["an input method that is on", { key: "Process", code: "KeyS" }, "s"],
  ["full width", { key: "１", code: "Digit1" }, "1"],
  ["Caps Lock", { key: "S", code: "KeyS" }, "s"],
  ["a slash on the place of a digit", { key: "/", code: "Digit7", shiftKey: true }, "/"],
  ["Dvorak, where another place has the letter", { key: "s", code: "Semicolon" }, undefined],
  ["composing", { key: "s", code: "KeyS", isComposing: true }, undefined],
  ["AltGr", { key: "s", code: "KeyS", getModifierState: (name) => name === "AltGraph" }, undefined],
  ["a form that fills itself in", { key: undefined, code: "" }, undefined],
  ["a screen keyboard, which has no places", { key: "s", code: "" }, "s"],
];

test("keys go by their place, whatever the layout writes on them", async () => {
  const { page, keys } = await open();
  let pressed;
  keys.onKey(Object.fromEntries(["1", "2", "7", "s", "/"].map((name) => [name, () => (pressed = name)])));
  for (const [words, event, name] of LAYOUTS) {
    pressed = undefined;
    assert.equal(await page.press(event.key, event), name !== undefined, words);
    assert.equal(pressed, name, words);
  }
});

test("a class of a capital has its letter with Shift", async () => {
  const { page, keys } = await open();
  const pressed = [];
  keys.onKey({ a: () => pressed.push("a"), A: () => pressed.push("A"), b: () => pressed.push("b") });
  await page.press("A", { code: "KeyA", shiftKey: true });
  await page.press("A", { code: "KeyA" });
  await page.press("B", { code: "KeyB", shiftKey: true });
  assert.deepEqual(pressed, ["A", "a", "b"]);
});

test("keys show the letters of the layout where the browser tells it", async () => {
  const keyboard = { getLayoutMap: async () => new Map([["KeyA", "q"], ["KeyS", "s"]]) };
  const { page, keys, list } = await open({ keyboard });
  const classes = Array.from({ length: 30 }, (_, index) => `class ${index}`);
  const [, ...later] = list.makeClassButtons({ classes }, () => {});
  const shown = () => later.slice(9).map((button) => button.querySelector("kbd").textContent);
  assert.deepEqual(shown().slice(0, 2), ["A", "B"]);
  await keys.learnLayout();
  assert.deepEqual(shown().slice(0, 2), ["Q", "B"]);
  assert.equal(shown()[15], "⇧Q");
  assert.equal(page.$("skip").querySelector("kbd").textContent, "S");
});

test("a browser that does not tell the layout has the letters of a US keyboard", async () => {
  const keyboard = { getLayoutMap: () => Promise.reject(new Error("not here")) };
  const { page, keys } = await open({ keyboard });
  await keys.learnLayout();
  assert.equal(page.$("undo").querySelector("kbd").textContent, "U");
});

test("among many classes one is found by its name", async () => {
  const { page, list } = await open();
  const classes = Array.from({ length: 30 }, (_, index) => `class ${index}`);
  const picked = [];
  const buttons = list.makeClassButtons({ classes }, (index) => picked.push(index));
  const box = page.$("class-search");
  assert.equal(box.hidden, false);
  box.value = "CLASS 27";
  box.dispatch("input");
  assert.deepEqual(buttons.filter((button) => !button.hidden), [buttons[27]]);
  box.dispatch("keydown", { key: "Enter" });
  assert.deepEqual(picked, [27]);
  assert.ok(buttons.every((button) => !button.hidden));
  // Enter chooses nothing where nothing was looked for, or nothing was found.
  box.dispatch("keydown", { key: "Enter" });
  box.value = "none";
  box.dispatch("input");
  box.dispatch("keydown", { key: "Enter" });
  assert.deepEqual(picked, [27]);
  list.makeClassButtons({ classes: classes.slice(0, 3) }, () => {});
  assert.equal(box.hidden, true);
});

test("a class has its color, in a shade that can be read, and says what belongs to it", async () => {
  const { page, list } = await open();
  const card = await page.load("card");
  const descriptions = [{ description: "Wanted mail.", example: "See you at 8" }, { color: "#ffff00" }];
  card.useColors(descriptions);
  const [ham, spam] = list.makeClassButtons({ classes: ["ham", "spam"], class_descriptions: descriptions }, () => {});
  assert.equal(ham.title, "Wanted mail.\nExample: See you at 8");
  assert.equal(spam.getAttribute("title"), null);
  assert.ok(!ham.classes.has("own-hue") && spam.classes.has("own-hue"));
  // Yellow is too light for a light page and right for a dark one.
  assert.equal(spam.style.getPropertyValue("--own-dark"), "rgb(255 255 0)");
  const [red, green, blue] = spam.style.getPropertyValue("--own-light").match(/\d+/g).map(Number);
  assert.ok(red < 140 && green < 140 && blue === 0);
});
