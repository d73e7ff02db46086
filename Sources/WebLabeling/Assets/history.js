// One's own answers, the latest first; each can be opened and changed.

import { $, fetchWithRetry, make, start } from "/assets/common.js";
import { answerChip, snippet, useColors } from "/assets/card.js";

let session;

begin();

async function begin() {
  session = await start([]);
  useColors(session.class_descriptions);
  await load();
}

async function load(before) {
  const { entries, next } = await fetchWithRetry(`/api/history${before === undefined ? "" : `?before=${before}`}`);
  $("more")?.remove();
  $("results").append(...entries.map((entry) => make("li", {}, answer(entry))));
  if (next !== undefined) {
    const more = make("button", { class: "plain", type: "button" }, "Earlier answers");
    more.addEventListener("click", () => load(next));
    $("results").append(make("li", { id: "more" }, more));
  }
  const count = $("results").querySelectorAll(".result").length;
  $("count").textContent = count
    ? "The latest first. Open one to change it."
    : "You have answered nothing yet. What you answer or skip is listed here.";
}

function answer({ card, time_ms: time }) {
  const line = [make("span", { class: "quiet small", dir: "auto" }, card.id)];
  const own = card.answers.at(-1);
  if (own) line.push(answerChip(session.classes, own));
  if (card.is_flagged) line.push(make("span", { class: "flagged small" }, "Flagged"));
  line.push(make("time", { class: "quiet small", datetime: new Date(time).toISOString() }, when(time)));
  return make(
    "a",
    { class: "result", href: `/?document=${card.document}` },
    make("span", { class: "line" }, ...line),
    make("span", { class: "snippet", dir: "auto" }, snippet(card) || "This document is empty."),
  );
}

/** The time of day, with the date where that is not today. */
function when(time) {
  const date = new Date(time);
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString([], isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
}
