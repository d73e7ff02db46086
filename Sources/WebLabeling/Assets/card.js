// Shows a document. Everything that comes from a corpus becomes text, never markup.

import { $, make, percent } from "/assets/common.js";

/** Colors that classes were given, `{light, dark}`, by their index. */
let colors = [];

/** Takes the colors of the classes, each in a shade that can be read in either theme. */
export function useColors(descriptions = []) {
  colors = descriptions.map(
    ({ color }) => color && { light: shade(color, [255, 253, 248], 0), dark: shade(color, [33, 31, 28], 255) },
  );
}

/** The color, as far towards an end of the scale as text needs on a background. */
function shade(color, background, end) {
  let parts = [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16));
  for (let step = 0; step < 20 && contrast(parts, background) < 5.5; step++) {
    parts = parts.map((part) => Math.round(part + (end - part) / 8));
  }
  return `rgb(${parts.join(" ")})`;
}

/** The contrast of two colors as WCAG 2 defines it. */
function contrast(one, other) {
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) =>
      part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  return Math.max(light(one) / light(other), light(other) / light(one));
}

/** Gives an element the color of a class. */
export function paint(element, index) {
  if (index === undefined || index === null) return element;
  element.classList.add(`hue-${index % 8}`);
  if (!colors[index]) return element;
  element.classList.add("own-hue");
  element.style.setProperty("--own-light", colors[index].light);
  element.style.setProperty("--own-dark", colors[index].dark);
  return element;
}

/** A class as a small label. */
export function chip(classes, index, words = "skipped") {
  const name = index === undefined || index === null ? words : classes[index];
  return paint(make("span", { class: "chip", dir: "auto" }, make("span", {}, name)), index);
}

/** Whether an answer says something of the classes; that a document was skipped does not. */
export const isGiven = (answer) => answer.class_index !== undefined || answer.labels !== undefined;

/** A set of classes as small labels, one after the other. */
export function labelChips(classes, labels) {
  const chips = labels.map((name) => chip(classes, classes.indexOf(name)));
  return make("span", { class: "chips" }, ...(chips.length ? chips : [chip(classes, undefined, "none of these")]));
}

/** An answer as a small label, with what it says of the class; a set of classes as several. */
export function answerChip(classes, answer) {
  if (answer.labels) return labelChips(classes, answer.labels);
  const label = chip(classes, answer.class_index);
  return answer.is_rejection ? make("span", { class: "small" }, "not ", label) : label;
}

function parts(list, classes) {
  return list.map((part) => {
    if (!part.functions.length) return part.text;
    const speaks = part.class_index === undefined ? "" : ` → ${classes[part.class_index]}`;
    return paint(make("mark", { title: part.functions.join(", ") + speaks }, part.text), part.class_index);
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
  const words = [...(card.text ?? []), ...card.fields.flatMap((field) => field.parts)];
  $("empty").hidden = words.some((part) => part.text.trim() !== "");
  showNotes(card);
  const sheet = $("sheet");
  sheet.classList.remove("arriving");
  void sheet.offsetWidth;
  sheet.classList.add("arriving");
}

/** Begins a document at its beginning; on a low screen there is room for nothing else. */
export function scrollToSheet() {
  scrollTo({ top: innerHeight < 512 ? $("sheet").offsetTop - 8 : 0 });
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
      paint(
        make(
          "li",
          {},
          make("span", { dir: "auto" }, classes[index]),
          make("span", { class: "figure quiet" }, words(share, index)),
          make("progress", { max: 1, value: share, "aria-label": classes[index] }),
        ),
        index,
      ),
    ),
  );
}

/** The text from a little before the first place where words occur. */
export function snippet(card, words = "") {
  const text = (card.text ?? card.fields.flatMap((field) => [...field.parts, { text: "  " }]))
    .map((part) => part.text)
    .join("");
  const at = words ? text.toLowerCase().indexOf(words.toLowerCase()) : 0;
  const from = Math.max(0, at - 60);
  return (from > 0 ? "… " : "") + text.slice(from, from + 300).trimEnd();
}
