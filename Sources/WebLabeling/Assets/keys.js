// Keys by their place on the keyboard, so that every layout has them: a key is called by the
// letter or digit that a US keyboard has there. Which key does what, the server says.

const keyMap = JSON.parse(document.getElementById("key-map").textContent);

/** The key of each command, by the command's name. */
export const keyOf = keyMap.commands;

/** The keys of the classes, in their order. */
export const classKeys = [...keyMap.classes];

/** Keys of commands that are neither letters nor the full stop. */
const signs = Object.values(keyOf).filter((key) => !/[a-z.]/.test(key));

/** What a key that was pressed is called, the likeliest name first. */
export function keyNames(event) {
  const { key = "", code = "" } = event;
  // Composing a character is typing, wherever the key is.
  if (!key || event.isComposing) return [];
  // Signs are where the layout has them, which may be on the place of a digit.
  if (signs.includes(key)) return [key];
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return event.shiftKey ? [letter, letter.toLowerCase()] : [letter.toLowerCase()];
  const [, pad, digit] = /^(Digit|Numpad)(\d)$/.exec(code) ?? [];
  if (digit) {
    // Some layouts have digits with Shift only; on others Shift makes a sign, which is not a digit.
    const isPlain = pad === "Digit" && !event.shiftKey;
    return isPlain || /^\d$/.test(key) ? [digit] : [];
  }
  if (code === "Period" && !event.shiftKey) return ["."];
  // A character of another place would be a second key for the same thing.
  if (code && key.length === 1) return [];
  return [key, key.toLowerCase()];
}

/** Whether Enter is for what has the focus: a link or a button, but not a class, which space chooses. */
const takesEnter = (target) => target.closest("a, button") !== null && !target.classList.contains("class-button");

/** Calls what belongs to a key, unless somebody is typing. */
export function onKey(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.getModifierState?.("AltGraph")) return;
    if (event.target.closest("input, textarea, select, dialog") || document.querySelector("dialog[open]")) return;
    const name = keyNames(event).find((name) => Object.hasOwn(actions, name));
    if (name === undefined || (name === "enter" && takesEnter(event.target))) return;
    event.preventDefault();
    actions[name]();
  });
}

let layout;

/** What is written on a key: the layout's letter where the browser tells it, else the US one. */
export function keyLabel(name) {
  if (!/^[a-zA-Z]$/.test(name)) return name;
  const letter = (layout?.get(`Key${name.toUpperCase()}`) ?? name).toUpperCase();
  return name === name.toUpperCase() ? `⇧${letter}` : letter;
}

/** A key as it is drawn. */
export function drawKey(name) {
  const element = document.createElement("kbd");
  element.dataset.key = name;
  element.textContent = keyLabel(name);
  return element;
}

/** Asks the browser for the layout, and writes its letters on the keys that are drawn. */
export async function learnLayout() {
  try {
    layout = await navigator.keyboard?.getLayoutMap();
  } catch {
    // A page that may not know keeps the letters that it has.
  }
  if (!layout) return;
  for (const element of document.querySelectorAll("kbd")) {
    if (element.dataset.key) element.textContent = keyLabel(element.dataset.key);
  }
}
