// What annotators said of a document that may have several classes, side by side.

import { make } from "/assets/common.js";
import { chip } from "/assets/card.js";

/** The answers that are sets of classes; a skip is none. */
const given = (answers) => answers.filter(({ labels }) => labels);

/** The classes that all who answered gave, in the order of the classes. */
export function agreedLabels(classes, answers) {
  const sets = given(answers);
  return classes.filter((name) => sets.length > 0 && sets.every(({ labels }) => labels.includes(name)));
}

/** A table of the sets: a row for each class that somebody gave, a column for each annotator. */
export function opinionTable(classes, answers) {
  const sets = given(answers);
  const rows = classes
    .map((name, index) => ({ name, index, has: sets.map(({ labels }) => labels.includes(name)) }))
    .filter(({ has }) => has.includes(true));
  const people = sets.map(({ annotator, labels }) =>
    make(
      "th",
      { scope: "col" },
      make("bdi", {}, annotator),
      ...(labels.length ? [] : [make("span", { class: "small none" }, " none of these")]),
    ),
  );
  return make(
    "table",
    { class: "sets" },
    make("caption", { class: "unseen" }, "Classes that each annotator gave"),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Class"), ...people)),
    make("tbody", {}, ...rows.map((row) => opinionRow(classes, row))),
  );
}

function opinionRow(classes, { index, has }) {
  const differs = has.includes(false);
  return make(
    "tr",
    differs ? { class: "differs" } : {},
    make(
      "th",
      { scope: "row" },
      chip(classes, index),
      ...(differs ? [make("span", { class: "differs-mark small" }, " differs")] : []),
    ),
    ...has.map((isGiven) =>
      make(
        "td",
        {},
        make("span", { "aria-hidden": "true" }, isGiven ? "✓" : "–"),
        make("span", { class: "unseen" }, isGiven ? "yes" : "no"),
      ),
    ),
  );
}
