// One document at a time.

import { $, Failure, fetchWithRetry, isOfSeveral, isOffline, notice, pause, start, tellConnection } from "/assets/common.js";
import { answerChip, isGiven, scrollToSheet, showNotes, showSheet, useColors } from "/assets/card.js";
import { classActions, makeClassButtons, markChosen } from "/assets/classes.js";
import { showEnding } from "/assets/endings.js";
import { Figures } from "/assets/figures.js";
import { wireGuide } from "/assets/guide.js";
import { hideHints, reason, showHints, toggleHints } from "/assets/hints.js";
import { keyOf, onKey } from "/assets/keys.js";
import { LabelSet, labelWords } from "/assets/labels.js";
import { Outbox } from "/assets/outbox.js";
import { showRefusals } from "/assets/refusals.js";

const HELD = 3;
/** Milliseconds after which a document that does not come is said to be waited for. */
const PATIENCE = 200;

let session;
let buttons = [];
let outbox;
let current;
let shownAt = 0;
let queue = [];
/** The documents of what was done since the page was loaded, as they were before, by its request. */
const cards = new Map();
let isFilling = false;
/** Whether the next class is one that the document is not of. */
let isRejecting = false;
/** The classes that are chosen, in a session of several classes a document. */
let choice;
const figures = new Figures(() => showFigures());

const KEYS = [
  [keyOf.findClass, "Find a class, where there are many"],
  [keyOf.skip, "Skip"],
  [keyOf.flag, "Flag for a second look"],
  [keyOf.note, "Write a note"],
];
const LAST_KEYS = [
  [keyOf.undo, "Undo, as often as you like"],
  [keyOf.guidelines, "Show or hide the guidelines"],
  [keyOf.votes, "Show or hide what the functions say"],
];

const session$ = start(
  [
    ["1 2 3 …", "Choose a class"],
    ...KEYS,
    [keyOf.reject, "Then a class: the document is not of that class"],
    ...LAST_KEYS,
  ],
  [
    ["1 2 3 …", "Choose a class, or take it off"],
    ["Enter", "Answer with the classes that are chosen"],
    [keyOf.reject, "None of these; takes off first what is chosen"],
    [keyOf.propose, "Choose what the model proposes"],
    ...KEYS,
    ...LAST_KEYS,
  ],
);

begin();

async function begin() {
  session = await session$;
  useColors(session.class_descriptions);
  buttons = makeClassButtons(session, pick);
  if (isOfSeveral(session)) {
    choice = new LabelSet(session, buttons, {
      isOpen: () => current !== undefined,
      refuse,
      give: (labels) => give({ labels }, labelWords(labels)),
      onChange: (labels) => (current.chosen = labels),
      say,
    });
    $("not").hidden = true;
  }
  outbox = new Outbox(session, {
    onChange: showOutbox,
    onAccepted: () => figures.refresh(),
    // Its document may be asked about again.
    onDiscarded: () => current || fill(),
  });
  wire();
  outbox.pump();
  figures.refresh();
  const wanted = new URLSearchParams(location.search).get("document");
  if (wanted !== null) {
    try {
      show(await fetchWithRetry(`/api/documents/${encodeURIComponent(wanted)}`));
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      notice(failure.status === 404 ? "There is no such document." : `${failure.message}.`);
    }
    history.replaceState(null, "", "/");
  }
  await fill();
}

function wire() {
  $("skip").addEventListener("click", skip);
  $("flag").addEventListener("click", flag);
  $("note").addEventListener("click", note);
  $("not").addEventListener("click", () => reject(!isRejecting));
  $("undo").addEventListener("click", undo);
  $("votes-button").addEventListener("click", toggleHints);
  $("note-form").addEventListener("submit", saveNote);
  onKey({
    ...classActions(session.classes, buttons, pick),
    [keyOf.skip]: skip,
    [keyOf.flag]: flag,
    [keyOf.note]: note,
    ...(choice?.actions ?? { [keyOf.reject]: () => reject(!isRejecting) }),
    [keyOf.undo]: undo,
    backspace: undo,
    [keyOf.votes]: toggleHints,
    [keyOf.guidelines]: wireGuide(session),
  });
}

/** Documents that are shown, queued, or answered without the server having said so. */
const onHand = () => new Set([...queue.map((card) => card.document), current?.document, ...outbox.documents]);

/** Fetches questions until there are some to show. */
async function fill() {
  if (isFilling) return;
  isFilling = true;
  try {
    while (queue.length < HELD - 1 || !current) {
      // What is answered while the request is under way may be in its reply all the same.
      const before = onHand();
      const found = await fetchWithRetry("/api/questions", { count: HELD });
      const { questions } = found;
      const after = onHand();
      const fresh = questions.filter(({ document }) => !before.has(document) && !after.has(document));
      queue.push(...fresh);
      if (!current && queue.length) show(queue.shift());
      if (current && fresh.length === 0) break;
      if (!current) {
        // What was refused is not asked about again before somebody has dealt with it.
        if (outbox.entries.length === 0 && questions.every(({ document }) => after.has(document))) {
          finish(questions.length ? { ending: "refused" } : found);
          break;
        }
        await pause(300);
      }
    }
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    if (failure.code === "paused" && !current) finish({ ending: "paused" });
    else if (failure.status !== 401) notice(`${failure.message}.`);
  } finally {
    isFilling = false;
  }
}

function show(card) {
  current = card;
  shownAt = performance.now();
  clearTimeout(patience);
  $("waiting").hidden = true;
  enable(true);
  mark(false);
  $("done").hidden = true;
  $("dock").hidden = false;
  showSheet(card, session.classes);
  $("sheet").setAttribute("aria-busy", "false");
  $("sheet-why").textContent = reason(session, card);
  showFlag();
  const own = card.answers.at(-1);
  $("sheet-state").replaceChildren(...(own ? ["your answer: ", answerChip(session.classes, own)] : []));
  choice?.show(card.chosen ?? own?.labels, card.proposal);
  if (!choice) markChosen(buttons, own?.is_rejection ? undefined : own?.class_index);
  showHints(session, card);
  scrollToSheet();
}

/** Whether there is a document to answer; the buttons look like it. */
function enable(isOn) {
  for (const button of [...buttons, ...(choice?.controls ?? []), $("skip"), $("flag"), $("note"), $("not")]) button.disabled = !isOn;
}

let patience;

/** Until the next document is here, the one before is not to be taken for it. */
function wait() {
  $("sheet").setAttribute("aria-busy", "true");
  clearTimeout(patience);
  patience = setTimeout(() => {
    enable(false);
    for (const id of ["text", "fields", "remarks", "empty", "hints", "sheet-flag"]) $(id).hidden = true;
    for (const id of ["sheet-id", "sheet-why", "sheet-state"]) $(id).textContent = "";
    if (choice) choice.show();
    else markChosen(buttons);
    $("waiting").hidden = false;
  }, PATIENCE);
}

/** Tells that what was pressed changed nothing; without a document there is nothing to change. */
function refuse() {
  const why = $("done").hidden ? "the next document has not come yet" : "there is nothing left to ask you";
  say(`Nothing was done: ${why}${isOffline() ? ", and the server cannot be reached" : ""}`);
}

let asksAgain;

function finish({ ending = "session_done", ask_again_in_seconds: seconds = 15, skipped_count: skipped = 0 }) {
  current = undefined;
  clearTimeout(patience);
  $("waiting").hidden = true;
  enable(false);
  $("sheet").hidden = true;
  hideHints();
  const words = showEnding(ending, skipped, fill);
  clearTimeout(asksAgain);
  if (ending !== "session_done") asksAgain = setTimeout(() => current || fill(), seconds * 1000);
  if (words) say(words);
}

function advance() {
  current = undefined;
  const next = queue.shift();
  if (next) show(next);
  else wait();
  fill();
}

const elapsed = () => Math.round(performance.now() - shownAt);

const isAnswered = (card) => card.answers.some(isGiven);

/** Sends a command, and keeps its document for when it is taken back. */
function send(command, words, card, amount = 0) {
  const sent = outbox.add(command, words, amount);
  cards.set(sent.request, card);
  figures.count(amount, sent);
}

/** Takes a class as the answer, or as one of the classes that are chosen. */
function pick(index) {
  if (choice) return choice.toggle(index);
  const said = { class_index: index };
  if (isRejecting) said.is_rejection = true;
  give(said, `${isRejecting ? "not " : ""}${session.classes[index]}`);
}

/** Gives an answer: a class, that it is not one, or a set of classes. */
function give(said, words) {
  if (!current) return refuse();
  const card = current;
  const command = { kind: "answer", document: card.document, ...said, duration_ms: elapsed() };
  send(command, `your answer “${words}” to ${card.id}`, card, isAnswered(card) ? 0 : 1);
  say(words);
  advance();
}

function skip() {
  if (!current) return refuse();
  const command = { kind: "skip", document: current.document, duration_ms: elapsed() };
  send(command, `that you skipped ${current.id}`, current, isAnswered(current) ? -1 : 0);
  say("Skipped");
  advance();
}

/** Says that the next class is one that the document is not of, or no more so. */
function reject(isOn) {
  if (!current) return refuse();
  mark(isOn);
  say(isOn ? "Which class is it not?" : "");
}

function mark(isOn) {
  isRejecting = isOn;
  $("not").setAttribute("aria-pressed", String(isOn));
  $("classes").classList.toggle("rejecting", isOn);
}

function flag() {
  if (!current) return refuse();
  current.is_flagged = !current.is_flagged;
  const command = { kind: current.is_flagged ? "flag" : "unflag", document: current.document };
  send(command, `your flag on ${current.id}`, current);
  showFlag();
  say(current.is_flagged ? "Flagged" : "Flag taken off");
}

function showFlag() {
  $("sheet-flag").hidden = !current?.is_flagged;
  $("flag").setAttribute("aria-pressed", String(Boolean(current?.is_flagged)));
}

function note() {
  if (!current) return refuse();
  $("note-text").value = "";
  $("note-dialog").showModal();
  $("note-text").focus();
}

function saveNote(event) {
  const text = $("note-text").value.trim();
  if (event.submitter?.value !== "save" || !text || !current) return;
  const command = { kind: "note", document: current.document, text };
  current.notes = [...current.notes, { annotator: session.annotator, text, time_ms: Date.now() }];
  send(command, `your note on ${current.id}`, current);
  showNotes(current);
  say("Note saved");
}

/** Shows again what the server has of a document, as it took nothing back. */
async function keep({ document: number }) {
  say("Not taken back");
  // What was shown of it here is not how it stands.
  for (const [request, card] of cards) if (card.document === number) cards.delete(request);
  if (current?.document !== number) return;
  const card = await fetchWithRetry(`/api/documents/${number}`);
  if (current?.document === number) show(card);
}

let isUndoing = false;

/** Takes the last thing back that was done on this tab; on a tab that has done nothing, what was done last anywhere. */
async function undo() {
  if (isUndoing) return say("Nothing was done: the last thing is still being taken back");
  const last = outbox.done.last();
  const card = cards.get(last?.request);
  if (!card) return undoUnseen(last);
  const outcome = takeBack({ undoes: last.request }, last.amount);
  if (last.kind === "flag" || last.kind === "unflag") card.is_flagged = !card.is_flagged;
  if (last.kind === "note") card.notes = card.notes.slice(0, -1);
  turnTo(card);
  outcome.then(({ is_refused: isRefused }) => isRefused && keep(card));
  say("Taken back");
}

/** Takes something back that this page has not shown: what it is about is shown when it is done. */
async function undoUnseen(last) {
  isUndoing = true;
  try {
    if (isOffline()) say("Taken back as soon as the server can be reached");
    const found = last ?? (await fetchWithRetry("/api/history")).last;
    if (!found) return say("There is nothing to take back");
    const target = found.request ? { undoes: found.request } : { undoes_event: found.event };
    if ((await takeBack(target, found.amount)).is_refused) return say("Not taken back");
    // Done again, a settlement is to be a settlement.
    if (found.kind === "adjudicate" && session.may_settle !== false) {
      const set = (found.labels ?? []).map((name) => `&label=${encodeURIComponent(name)}`).join("");
      return location.assign(`/adjudicate?undone=${found.document}${set}`);
    }
    // The set comes back as it was given.
    turnTo({ ...(await fetchWithRetry(`/api/documents/${found.document}`)), chosen: found.labels });
    say("Taken back");
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    say("Not taken back");
  } finally {
    isUndoing = false;
  }
}

function takeBack(target, amount = 0) {
  const outcome = outbox.add({ kind: "undo", ...target }, "that you took something back");
  figures.count(-amount, outcome);
  return outcome;
}

function turnTo(card) {
  if (current && current.document !== card.document) queue.unshift(current);
  queue = queue.filter((other) => other.document !== card.document);
  show(card);
}

let lastWords = "";

function say(words) {
  lastWords = words;
  showSay();
}

function showSay() {
  const { count, total } = figures.plan ?? {};
  $("say").textContent = [lastWords, total === undefined ? "" : `${count} of ${total}`].filter(Boolean).join(" · ");
}

function showFigures() {
  const plan = figures.plan;
  if (!plan) return;
  $("progress").max = Math.max(1, plan.total);
  $("progress").value = plan.count;
  document.title = `${plan.count} of ${plan.total} · Label · Winnow`;
  showSay();
}

function showOutbox(box) {
  showRefusals(box);
  tellConnection({ isAway: box.isAway, waiting: box.entries.length });
}

setInterval(() => document.visibilityState === "visible" && figures.refresh(), 10000);
