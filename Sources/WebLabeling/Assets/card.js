// Shows a document. Everything that comes from a corpus becomes text, never markup.

import { $, make, percent } from "/assets/common.js";

const hue = (index) => `hue-${index % 8}`;

/** A class as a small label. */
export function chip(classes, index, words) {
  const name = index === undefined || index === null ? (words ?? "skipped") : classes[index];
  const color = index === undefined || index === null ? "" : ` ${hue(index)}`;
  return make("span", { class: `chip${color}`, dir: "auto" }, make("span", {}, name));
}

function parts(list, classes) {
  return list.map((part) => {
    if (!part.functions.length) return part.text;
    const color = part.class_index === undefined ? "" : hue(part.class_index);
    const speaks = part.class_index === undefined ? "" : ` → ${classes[part.class_index]}`;
    return make("mark", { class: color, title: part.functions.join(", ") + speaks }, part.text);
  });
}

/** Fills the sheet: text, fields and notes. */
export function showSheet(card, classes) {
  $("sheet").hidden = false;
  $("sheet-id").textContent = card.id;
  $("text").hidden = !card.text;
  $("text").replaceChildren(...parts(card.text ?? [], classes));
  $("text").scrollTop = 0;
  $("fields").hidden = card.fields.length === 0;
  $("fields").replaceChildren(
    ...card.fields.flatMap((field) => [
      make("dt", { dir: "auto" }, field.name),
      make("dd", { dir: "auto" }, ...parts(field.parts, classes)),
    ]),
  );
  showNotes(card);
  const sheet = $("sheet");
  sheet.classList.remove("arriving");
  void sheet.offsetWidth;
  sheet.classList.add("arriving");
}

export function showNotes(card) {
  $("remarks").hidden = card.notes.length === 0;
  $("remarks").replaceChildren(
    ...card.notes.map((note) =>
      make("li", { dir: "auto" }, make("strong", {}, note.annotator), `: ${note.text}`),
    ),
  );
}

/** Bars of shares, one per class. */
export function showShares(list, shares, classes, words = percent) {
  list.replaceChildren(
    ...shares.map((share, index) =>
      make(
        "li",
        { class: hue(index) },
        make("span", { dir: "auto" }, classes[index]),
        make("span", { class: "figure quiet" }, words(share, index)),
        make("progress", { max: 1, value: share, "aria-label": classes[index] }),
      ),
    ),
  );
}

/** Keys for classes: digits first, then the letters that nothing else uses. */
export const classKeys = [..."123456789qwertyopghjklzxcbm"];

/** Makes a button per class. */
export function makeClassButtons(classes, pick) {
  const buttons = classes.map((name, index) => {
    const key = classKeys[index];
    const button = make(
      "button",
      {
        type: "button",
        class: `class-button ${hue(index)}`,
        "aria-pressed": "false",
        "aria-keyshortcuts": key,
      },
      ...(key ? [make("kbd", { "aria-hidden": "true" }, key.toUpperCase())] : []),
      make("span", { dir: "auto" }, name),
    );
    button.addEventListener("click", () => pick(index));
    return button;
  });
  $("classes").replaceChildren(...buttons);
  return buttons;
}

/** What the keys of the classes do. */
export function classActions(classes, buttons, pick) {
  const actions = {};
  classes.slice(0, classKeys.length).forEach((_, index) => {
    actions[classKeys[index]] = () => {
      buttons[index].classList.add("pressed");
      setTimeout(() => buttons[index].classList.remove("pressed"), 140);
      pick(index);
    };
  });
  return actions;
}

/** Marks the class that was chosen before. */
export function markChosen(buttons, chosen) {
  buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(index === chosen)));
}
