// The classes to choose from: a button each, with a key, a color and what belongs to it.

import { $, make } from "/assets/common.js";
import { paint } from "/assets/card.js";
import { classKeys, drawKey, keyOf } from "/assets/keys.js";

/** A word that may be longer than a line of a small screen. */
const LONG = /[^\s-]{21}/;

/** As many buttons are found without searching. */
const FEW = 9;

/** Makes a button per class, and a search box where there are many. */
export function makeClassButtons(session, pick) {
  const { classes, class_descriptions: descriptions = [] } = session;
  const buttons = classes.map((name, index) => {
    const key = classKeys[index];
    const said = descriptions[index] ?? {};
    const button = make(
      "button",
      {
        type: "button",
        class: LONG.test(name) ? "class-button long-word" : "class-button",
        "aria-pressed": "false",
        "aria-keyshortcuts": key && (key === key.toLowerCase() ? key : `Shift+${key}`),
        title: [said.description, said.example && `Example: ${said.example}`].filter(Boolean).join("\n") || undefined,
      },
      ...(key ? [drawKey(key)] : []),
      make("span", { dir: "auto" }, name),
    );
    if (key) button.querySelector("kbd").setAttribute("aria-hidden", "true");
    button.addEventListener("click", () => pick(index));
    return paint(button, index);
  });
  $("classes").replaceChildren(...buttons);
  wireSearch(classes, buttons, pick);
  return buttons;
}

function wireSearch(classes, buttons, pick) {
  const box = $("class-search");
  box.hidden = classes.length <= FEW;
  const show = () => {
    const words = box.value.trim().toLowerCase();
    buttons.forEach((button, index) => (button.hidden = !classes[index].toLowerCase().includes(words)));
  };
  const leave = () => {
    box.value = "";
    show();
    box.blur();
  };
  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") return leave();
    if (event.key !== "Enter") return;
    event.preventDefault();
    const found = buttons.findIndex((button) => !button.hidden);
    if (!box.value.trim() || found < 0) return;
    leave();
    pick(found);
  });
}

/** What the keys of the classes do. */
export function classActions(classes, buttons, pick) {
  const actions = { [keyOf.findClass]: () => !$("class-search").hidden && $("class-search").focus() };
  classes.slice(0, classKeys.length).forEach((_, index) => {
    actions[classKeys[index]] = () => {
      buttons[index].classList.add("pressed");
      setTimeout(() => buttons[index].classList.remove("pressed"), 140);
      pick(index);
    };
  });
  return actions;
}

/** Marks the classes that are chosen. */
export function markChosen(buttons, ...chosen) {
  buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(chosen.includes(index))));
}
