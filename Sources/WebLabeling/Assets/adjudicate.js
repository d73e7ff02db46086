// Documents on which annotators disagree, one at a time.

import { $, fetchWithRetry, make, start, tellConnection } from "/assets/common.js";
import { answerChip, scrollToSheet, showSheet, useColors } from "/assets/card.js";
import { classActions, makeClassButtons, markChosen } from "/assets/classes.js";
import { wireGuide } from "/assets/guide.js";
import { onKey } from "/assets/keys.js";
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
    [".", "Find a class, where there are many"],
    ["s", "Leave it for later"],
    ["u", "Undo"],
    ["g", "Show or hide the guidelines"],
  ]);
  useColors(session.class_descriptions);
  buttons = makeClassButtons(session, settle);
  outbox = new Outbox(`${session.session}.${session.annotator}`, {
    onChange: showOutbox,
    onAccepted: () => {},
  }, { session: session.identity, annotator: session.annotator_number });
  $("skip").addEventListener("click", later);
  $("undo").addEventListener("click", undo);
  onKey({ ...classActions(session.classes, buttons, settle), s: later, u: undo, backspace: undo, g: wireGuide(session) });
  await outbox.pump();
  if (session.may_settle === false) return finish();
  const { disagreements } = await fetchWithRetry("/api/disagreements");
  open = disagreements.filter((item) => item.adjudication === undefined).map((item) => item.document);
  settledCount = disagreements.length - open.length;
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
  $("sheet-state").textContent = `${open.length + 1} open, ${settledCount} settled`;
  $("opinions").replaceChildren(
    ...card.answers.map((answer) =>
      make(
        "li",
        {},
        make("span", { class: "quiet", dir: "auto" }, answer.annotator),
        answerChip(session.classes, answer),
      ),
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
    : "Documents turn up here when two annotators give them different classes." +
      (session.is_blind ? " In a blind session you see those that you have answered yourself." : "");
}

async function settle(index) {
  if (!current) return;
  const number = current.document;
  current = undefined;
  const command = { kind: "adjudicate", document: number, class_index: index };
  const { request } = outbox.add(command, `that you settled on “${session.classes[index]}”`);
  done.push({ number, request });
  settledCount += 1;
  $("say").textContent = `Settled on ${session.classes[index]}`;
  await advance();
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
  const { number, request } = done.pop();
  if (current) open.unshift(current.document);
  settledCount -= 1;
  await outbox.add({ kind: "undo", undoes: request }, "that you took something back");
  await turnTo(number);
  $("say").textContent = "Taken back";
}
