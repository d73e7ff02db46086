// Documents on which annotators disagree or that somebody flagged, one at a time.

import { $, fetchWithRetry, isOffline, make, start, tellConnection } from "/assets/common.js";
import { answerChip, scrollToSheet, showSheet, useColors } from "/assets/card.js";
import { classActions, makeClassButtons, markChosen } from "/assets/classes.js";
import { wireGuide } from "/assets/guide.js";
import { keyOf, onKey } from "/assets/keys.js";
import { Outbox } from "/assets/outbox.js";
import { showRefusals } from "/assets/refusals.js";

let session;
let buttons = [];
let outbox;
let open = [];
let settledCount = 0;
let current;
const done = [];

begin();

async function begin() {
  session = await start([
    ["1 2 3 …", "Settle on a class"],
    [keyOf.findClass, "Find a class, where there are many"],
    [keyOf.skip, "Leave it for later"],
    [keyOf.undo, "Undo"],
    [keyOf.guidelines, "Show or hide the guidelines"],
  ]);
  useColors(session.class_descriptions);
  buttons = makeClassButtons(session, settle);
  outbox = new Outbox(session, {
    onChange: showOutbox,
    onAccepted: () => {},
  });
  $("skip").addEventListener("click", later);
  $("undo").addEventListener("click", undo);
  onKey({
    ...classActions(session.classes, buttons, settle),
    [keyOf.skip]: later,
    [keyOf.undo]: undo,
    backspace: undo,
    [keyOf.guidelines]: wireGuide(session),
  });
  await outbox.pump();
  if (session.may_settle === false) return finish();
  const { disagreements, flagged = [] } = await fetchWithRetry("/api/disagreements");
  const items = new Map([...disagreements, ...flagged].map((item) => [item.document, item]));
  open = [...items.values()].filter((item) => item.adjudication === undefined).map((item) => item.document);
  settledCount = items.size - open.length;
  await advance();
}

function showOutbox(box) {
  showRefusals(box);
  tellConnection({ isAway: box.isAway, waiting: box.entries.length });
}

async function advance() {
  const next = open.shift();
  if (next === undefined) return finish();
  await turnTo(next);
}

async function turnTo(number) {
  const card = await fetchWithRetry(`/api/documents/${number}?for=settling`);
  current = card;
  $("done").hidden = true;
  $("dock").hidden = false;
  showSheet(card, session.classes);
  showCounts();
  $("opinions").replaceChildren(
    ...card.answers.map((answer) =>
      make(
        "li",
        {},
        make("span", { class: "quiet", dir: "auto" }, answer.annotator),
        answerChip(session.classes, answer),
      ),
    ),
    ...(card.flagged_by ?? []).map((name) =>
      make("li", {}, make("span", { class: "quiet", dir: "auto" }, name), make("span", { class: "flagged small" }, "Flagged")),
    ),
  );
  markChosen(buttons, card.adjudication);
  scrollToSheet();
}

function finish() {
  current = undefined;
  $("sheet").hidden = true;
  $("dock").hidden = done.length === 0;
  $("done").hidden = false;
  if (session.may_settle === false) {
    $("done-title").textContent = "Only adjudicators settle";
    $("done-text").textContent = "Whoever runs the session says who is one.";
    return;
  }
  $("done-title").textContent = settledCount ? "All disagreements are settled" : "No disagreements";
  $("done-text").textContent = settledCount
    ? "What was settled counts as gold. You can still undo."
    : "Documents turn up here when two annotators give them different classes, or one flags them." +
      (session.is_blind ? " In a blind session you see those that you have answered yourself." : "");
}

async function settle(index) {
  if (!current) return;
  const number = current.document;
  current = undefined;
  const command = { kind: "adjudicate", document: number, class_index: index };
  const outcome = outbox.add(command, `that you settled on “${session.classes[index]}”`);
  const item = { number, request: outcome.request };
  done.push(item);
  settledCount += 1;
  $("say").textContent = `Settled on ${session.classes[index]}`;
  outcome.then(({ is_refused: isRefused }) => isRefused && reopen(item));
  await advance();
}

/** Puts a document back whose class was refused; the refusal itself stays in view. */
function reopen(item) {
  if (!done.includes(item)) return;
  done.splice(done.indexOf(item), 1);
  settledCount -= 1;
  open.push(item.number);
  if (!$("done").hidden) advance();
  else if (current) showCounts();
}

function showCounts() {
  $("sheet-state").textContent = `${open.length + 1} open, ${settledCount} settled`;
}

async function later() {
  if (!current) return;
  open.push(current.document);
  $("say").textContent = "Left for later";
  await advance();
}

async function undo() {
  if (done.length === 0) {
    $("say").textContent = "There is nothing to take back on this page";
    return;
  }
  const item = done.pop();
  if (isOffline()) $("say").textContent = "Taken back as soon as the server can be reached";
  const outcome = outbox.add({ kind: "undo", undoes: item.request }, "that you took something back");
  const { is_refused: isRefused } = await outcome;
  if (isRefused) {
    done.push(item);
    $("say").textContent = "Not taken back";
    return;
  }
  if (current) open.unshift(current.document);
  settledCount -= 1;
  await turnTo(item.number);
  $("say").textContent = "Taken back";
}
