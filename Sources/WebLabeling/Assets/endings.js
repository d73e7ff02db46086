// What the page for labeling says when there is nothing to ask.

import { $, fetchWithRetry, make } from "/assets/common.js";

const ENDINGS = {
  held_by_others: ["Others hold the last documents", "They come here when they are free: this page asks again by itself."],
  nothing_for_you: ["Nothing left to ask you", "You have answered all you can; others still have documents to answer."],
  paused: ["You are paused", "Whoever runs the session can let you go on: this page asks again by itself."],
  refused: ["Some answers were refused", "The documents come again when you have dealt with what stands above."],
  session_done: ["Nothing left to ask you", "Every document has its answers. Undo still works, and so does Documents."],
};

/**
 * Shows why there is nothing to ask.
 *
 * @param {string} ending why, as the server names it
 * @param {number} skipped documents that the annotator skipped, and may be asked about again
 * @param {() => void} ask fetches questions
 * @returns {string} it in words, or nothing when it was shown already
 */
export function showEnding(ending, skipped, ask) {
  const isNew = $("done").hidden || $("done").dataset.ending !== ending;
  $("done").hidden = false;
  $("done").dataset.ending = ending;
  const [title, text] = ENDINGS[ending];
  $("done-title").textContent = title;
  $("done-text").replaceChildren(text, ...(skipped ? [" ", askSkippedButton(skipped, ask)] : []));
  if (!isNew) return "";
  $("done").focus();
  return `${title}.`;
}

function askSkippedButton(count, ask) {
  const words = `Ask again about the ${count} you skipped`;
  const button = make("button", { class: "plain", type: "button" }, words);
  button.addEventListener("click", async () => {
    await fetchWithRetry("/api/skipped", {});
    ask();
  });
  return button;
}
