// Documents on which annotators disagree or that somebody flagged, one at a time.

import { $, Failure, fetchWithRetry, isOfSeveral, isOffline, make, notice, start, tellConnection } from "/assets/common.js";
import { answerChip, isGiven, scrollToSheet, showSheet, useColors } from "/assets/card.js";
import { classActions, makeClassButtons, markChosen } from "/assets/classes.js";
import { wireGuide } from "/assets/guide.js";
import { keyOf, onKey } from "/assets/keys.js";
import { LabelSet, labelWords } from "/assets/labels.js";
import { agreedLabels, opinionTable } from "/assets/opinions.js";
import { Outbox } from "/assets/outbox.js";
import { showRefusals } from "/assets/refusals.js";

let session;
let buttons = [];
let outbox;
/** Documents that wait to be settled, without the one that is shown, in their order. */
let open = [];
/** Documents that are settled. */
let settled = new Set();
/** The document that is shown, and the number of one that is on its way. */
let current;
let coming;
/** The classes that are chosen, in a session of several classes a document. */
let choice;
/** What documents were settled on that were taken back since, by their number. */
const chosen = new Map();

const KEYS = [
  [keyOf.findClass, "Find a class, where there are many"],
  [keyOf.skip, "Leave it for later"],
  [keyOf.undo, "Undo"],
  [keyOf.guidelines, "Show or hide the guidelines"],
];

begin();

async function begin() {
  session = await start(
    [["1 2 3 …", "Settle on a class"], ...KEYS],
    [
      ["1 2 3 …", "Choose a class, or take it off"],
      ["Enter", "Settle on the classes that are chosen"],
      [keyOf.reject, "None of these; takes off first what is chosen"],
      ...KEYS,
    ],
  );
  useColors(session.class_descriptions);
  buttons = makeClassButtons(session, pick);
  if (isOfSeveral(session)) {
    choice = new LabelSet(session, buttons, {
      isOpen: () => current !== undefined,
      refuse: () => {},
      give: (labels) => settle({ labels }, labelWords(labels)),
      onChange: (labels) => chosen.set(current.document, labels),
      say,
    });
  }
  onKey({ [keyOf.guidelines]: wireGuide(session) });
  outbox = new Outbox(session, { onChange: showOutbox, onAccepted: takeSettled });
  await outbox.pump();
  if (session.may_settle === false) return finish();
  await load();
  $("skip").addEventListener("click", later);
  $("undo").addEventListener("click", undo);
  onKey({
    ...classActions(session.classes, buttons, pick),
    ...choice?.actions,
    [keyOf.skip]: later,
    [keyOf.undo]: undo,
    backspace: undo,
  });
  // Another page has taken back what this document was settled on.
  const address = new URLSearchParams(location.search);
  const undone = address.get("undone");
  if (undone === null) return advance();
  if (choice) chosen.set(Number(undone), address.getAll("label"));
  history.replaceState(null, "", "/adjudicate");
  await turnTo(Number(undone));
  say("Taken back");
}

/** Asks the server what is left to settle; what it has not been told yet is settled too. */
async function load() {
  const found = await fetchWithRetry("/api/disagreements");
  const sent = outbox.entries.filter(({ kind }) => kind === "adjudicate").map(({ document }) => document);
  settled = new Set([...found.settled, ...sent]);
  open = found.open.filter((number) => !settled.has(number));
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

/** Shows a document; the one that was shown or on its way is the next after it. */
async function turnTo(number) {
  const last = current?.document ?? coming;
  open = open.filter((other) => other !== number && other !== last);
  if (last !== undefined && last !== number && !settled.has(last)) open.unshift(last);
  current = undefined;
  coming = number;
  let card;
  try {
    card = await fetchWithRetry(`/api/documents/${number}?for=settling`);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    if (failure.status !== 401) notice(`${failure.message}.`);
  }
  if (coming !== number) return;
  coming = undefined;
  if (!card) return open.unshift(number);
  current = card;
  $("done").hidden = true;
  $("dock").hidden = false;
  showSheet(card, session.classes);
  showCounts();
  // Sets are in a table, side by side; the list has who skipped it.
  $("sets").hidden = !choice || !card.answers.some(isGiven);
  if (choice) $("sets").replaceChildren(opinionTable(session.classes, card.answers));
  $("opinions").replaceChildren(
    ...card.answers.filter((answer) => !(choice && isGiven(answer))).map((answer) =>
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
  if (choice) choice.show(chosen.get(number) ?? card.adjudication_labels ?? agreedLabels(session.classes, card.answers));
  else markChosen(buttons, card.adjudication);
  scrollToSheet();
}

function finish() {
  current = undefined;
  $("sheet").hidden = true;
  $("dock").hidden = outbox.done.last("adjudicate") === undefined;
  $("done").hidden = false;
  if (session.may_settle === false) {
    $("done-title").textContent = "Only adjudicators settle";
    $("done-text").textContent = "Whoever runs the session says who is one.";
    return;
  }
  $("done-title").textContent = settled.size ? "Everything is settled" : "Nothing to settle";
  $("done-text").textContent = settled.size
    ? "What was settled counts as gold. You can still undo."
    : "Documents turn up here when two annotators give them different classes, or one flags them." +
      (session.is_blind ? " In a blind session you see those that you have answered yourself." : "");
}

/** Takes a class as the one, or as one of the classes that are chosen. */
function pick(index) {
  if (choice) return choice.toggle(index);
  return settle({ class_index: index }, session.classes[index]);
}

/** Settles a document on a class, or on a set of classes. */
async function settle(said, words) {
  if (!current) return;
  const number = current.document;
  current = undefined;
  settled.add(number);
  const command = { kind: "adjudicate", document: number, ...said };
  const outcome = outbox.add(command, `that you settled on “${words}”`);
  say(`Settled on ${words}`);
  outcome.then(({ is_refused: isRefused }) => isRefused && reopen(number));
  await advance();
}

/** Puts a document back whose class was refused; the refusal itself stays in view. */
function reopen(number) {
  settled.delete(number);
  const isThere = number === current?.document || number === coming || open.includes(number);
  if (!isThere) open.push(number);
  if (!$("done").hidden) advance();
  else if (current) showCounts();
}

/** A class that was refused and sent again may be accepted: then the document is not open any more. */
function takeSettled({ kind, document: number }) {
  if (kind !== "adjudicate" || settled.has(number)) return;
  settled.add(number);
  open = open.filter((other) => other !== number);
  if (current?.document !== number) return current && showCounts();
  current = undefined;
  advance();
}

function showCounts() {
  const count = open.length + (settled.has(current.document) ? 0 : 1);
  $("sheet-state").textContent = `${count} open, ${settled.size} settled`;
}

async function later() {
  if (!current) return;
  if (!settled.has(current.document)) open.push(current.document);
  current = undefined;
  say("Left for later");
  await advance();
}

let isUndoing = false;

/** Takes back what was settled last on this tab, and shows its document again. */
async function undo() {
  if (isUndoing) return say("Nothing was done: the last class is still being taken back");
  const last = outbox.done.last("adjudicate");
  if (!last) return say("There is nothing to take back on this page");
  isUndoing = true;
  try {
    if (isOffline()) say("Taken back as soon as the server can be reached");
    const command = { kind: "undo", undoes: last.request };
    const outcome = await outbox.add(command, "that you took something back");
    // Who is paused may take it back later; otherwise the server knows how it stands.
    if (outcome.code === "paused") return say("Not taken back");
    if (outcome.is_refused) await load();
    else settled.delete(last.document);
    if (last.labels && !outcome.is_refused) chosen.set(last.document, last.labels);
    await turnTo(last.document);
    say(outcome.is_refused ? "Not taken back" : "Taken back");
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    say("Not taken back");
  } finally {
    isUndoing = false;
  }
}

function say(words) {
  $("say").textContent = words;
}
