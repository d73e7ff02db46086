// What the functions and the model say of a document, in a panel that folds away.

import { $, isOfSeveral, make } from "/assets/common.js";
import { labelChips, paint, showShares } from "/assets/card.js";

const CHOICE = "winnow.votes";

/** Fills the panel where there is anything to say and the session is not blind. */
export function showHints(session, card) {
  const hasHints = card.votes.length > 0 || card.probabilities.length > 0;
  $("hints").hidden = session.is_blind || !hasHints;
  $("main").classList.toggle("with-hints", !$("hints").hidden);
  $("votes").replaceChildren(
    ...card.votes.map((vote) =>
      make("li", {}, make("span", { class: "name" }, vote.function), said(vote)),
    ),
  );
  showShares($("odds"), card.probabilities, session.classes);
  $("proposal").hidden = !card.proposal;
  if (card.proposal) $("proposal").replaceChildren("Proposal: ", labelChips(session.classes, card.proposal));
  applyChoice();
}

/** What a function says: a class, a set of classes, or a class with a confidence. */
function said(vote) {
  return paint(make("span", { class: "chip", dir: "auto" }, make("span", {}, vote.text)), vote.class_index);
}

/** Takes the panel away, where no document is left. */
export function hideHints() {
  $("hints").hidden = true;
  $("main").classList.remove("with-hints");
}

/** Folds or unfolds the panel; the browser remembers it. */
export function toggleHints() {
  localStorage.setItem(CHOICE, isUnfolded() ? "hidden" : "shown");
  applyChoice();
}

function isUnfolded() {
  return localStorage.getItem(CHOICE) !== "hidden";
}

function applyChoice() {
  const isShown = isUnfolded();
  $("hints-body").hidden = !isShown;
  $("votes-button").setAttribute("aria-expanded", String(isShown));
  $("votes-button").lastElementChild.textContent = isShown ? "Hide" : "Show";
  document.body.classList.toggle("plain-text", !isShown);
}

/** Why the document is asked about, as far as that still holds. */
export function reason(session, card) {
  const strategy = card.strategy?.split(":")[0];
  const isModels = ["entropy", "least-confidence", "margin"].includes(strategy);
  if (isModels && !session.is_blind && card.probabilities.length === 0) return "";
  const [first = 1, second = 0] = [...card.probabilities].sort((a, b) => b - a);
  const isUnsure = isOfSeveral(session)
    ? card.probabilities.some((share) => Math.abs(share - 0.5) < 0.25)
    : first - second < 0.5;
  const is = isUnsure ? "is" : "was";
  return (
    {
      random: "drawn at random",
      entropy: `the model ${is} unsure`,
      "least-confidence": `the model ${is} unsure`,
      margin: isOfSeveral(session)
        ? `the model ${is} unsure`
        : first - second < 0.2 ? "two classes are nearly tied" : "two classes were nearly tied",
      disagreement: "the functions disagree",
      conflict: "the functions contradict each other",
      function: "settles how good a function is",
      ask: "asked for",
      overlap: "needs another answer",
    }[strategy] ?? strategy ?? ""
  );
}
