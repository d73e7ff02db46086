// Finds documents, hands them over as a file, and answers several at once.

import { $, fetchWithRetry, isOfSeveral, make, start, tellConnection } from "/assets/common.js";
import { answerChip, isGiven, snippet, useColors } from "/assets/card.js";
import { labelWords } from "/assets/labels.js";
import { Outbox } from "/assets/outbox.js";
import { showRefusals } from "/assets/refusals.js";

/** The conditions: a name in the address, and the control that has the value. */
const CONDITIONS = { q: "search", state: "filter-state", class: "filter-class", annotator: "filter-annotator" };

let session;
let outbox;
let asked = 0;
/** Documents that are shown, by number: `{card, box, place}`. */
const shown = new Map();
/** What was answered at once last, to be taken back: `{request, card}`. */
let lastAnswers = [];
/** Documents about which the server refused something: they stay in view, with the reason, `{card, reason}`. */
const refused = new Map();

begin();

async function begin() {
  session = await start([]);
  useColors(session.class_descriptions);
  const option = (value, words) => make("option", { value }, words);
  $("filter-class").append(...session.classes.map((name, index) => option(index, name)));
  if (isOfSeveral(session)) {
    $("filter-state").append(option("empty", "None of the classes"));
    chooseLabels();
  }
  $("bulk-class").append(...session.classes.map((name, index) => option(index, name)));
  const people = session.annotators ?? [];
  $("filter-annotator").append(...people.map((name) => option(name, name === session.annotator ? `${name} (you)` : name)));
  $("filter-people").hidden = people.length === 0;
  outbox = new Outbox(session, {
    onChange: (box) => {
      showRefusals(box);
      tellConnection({ isAway: box.isAway, waiting: box.entries.length });
    },
    onAccepted: () => {},
  });
  const given = new URLSearchParams(location.search);
  for (const [name, id] of Object.entries(CONDITIONS)) $(id).value = given.get(name) ?? "";
  wire();
  outbox.pump();
  await find();
}

function wire() {
  const search = () => {
    refused.clear();
    find();
  };
  $("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  let timer;
  $("search").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 200);
  });
  for (const id of ["filter-state", "filter-class", "filter-annotator"]) $(id).addEventListener("change", search);
  $("choose-all").addEventListener("change", () => {
    for (const { box } of shown.values()) box.checked = $("choose-all").checked;
    showChosen();
  });
  $("bulk-answer").addEventListener("click", answerChosen);
  $("bulk-undo").addEventListener("click", takeBack);
}

/** The conditions that are set. */
function conditions() {
  const query = new URLSearchParams();
  for (const [name, id] of Object.entries(CONDITIONS)) {
    const value = $(id).value.trim();
    if (value) query.set(name, value);
  }
  return query;
}

async function find(from) {
  const mine = ++asked;
  const query = conditions();
  const isFiltered = String(query) !== "";
  history.replaceState(null, "", isFiltered ? `?${query}` : "/documents");
  for (const format of ["csv", "jsonl"]) {
    $(`export-${format}`).setAttribute("href", `/documents/export?${new URLSearchParams([["format", format], ...query])}`);
  }
  const page = new URLSearchParams(query);
  if (from !== undefined) page.set("from", from);
  const { results, next, count } = await fetchWithRetry(`/api/search?${page}`);
  if (mine !== asked) return;
  if (from === undefined) {
    shown.clear();
    $("results").replaceChildren();
    $("choose-all").checked = false;
  }
  $("more")?.remove();
  const words = query.get("q") ?? "";
  const others = from === undefined ? [...refused.values()].map(({ card }) => card) : [];
  const found = new Set(results.map((card) => card.document));
  const cards = [...others.filter((card) => !found.has(card.document)), ...results];
  $("results").append(...cards.filter((card) => !shown.has(card.document)).map((card) => result(card, words)));
  if (next !== undefined) {
    const more = make("button", { class: "plain", type: "button" }, `More: ${shown.size} of ${count} are shown`);
    more.addEventListener("click", () => find(next));
    $("results").append(make("li", { id: "more" }, more));
  }
  const documents = `${count} ${count === 1 ? "document" : "documents"}`;
  $("count").textContent = isFiltered ? (count ? `${documents} found` : "Nothing found. Other words or fewer conditions may find something.") : documents;
  $("exports").hidden = count === 0;
  showChosen();
}

function result(card, words) {
  const place = make("li", { class: "choice" });
  const box = make("input", { type: "checkbox", "aria-label": `Choose ${card.id}` });
  box.addEventListener("change", showChosen);
  box.checked = refused.has(card.document);
  shown.set(card.document, { card, box, place });
  fill(card.document, words);
  return place;
}

/** Draws a document in its place. */
function fill(number, words = $("search").value.trim()) {
  const { card, box, place } = shown.get(number);
  const line = [make("span", { class: "quiet small", dir: "auto" }, card.id), ...card.answers.map(named)];
  const flaggers = card.flagged_by ?? [];
  if (flaggers.length) line.push(make("span", { class: "flagged small", dir: "auto" }, `Flagged by ${flaggers.map(who).join(", ")}`));
  const reason = refused.get(number)?.reason;
  if (reason) line.push(make("span", { class: "refused small", dir: "auto" }, reason));
  place.replaceChildren(
    box,
    make(
      "a",
      { class: "result", href: `/?document=${card.document}` },
      make("span", { class: "line" }, ...line),
      make("span", { class: "snippet", dir: "auto" }, snippet(card, words) || "This document is empty."),
    ),
  );
}

const who = (name) => (name === session.annotator ? "you" : name);

/** An answer, with the name of who gave it where several people's are shown. */
function named(answer) {
  const label = answerChip(session.classes, answer);
  if (!session.annotators?.length) return label;
  return make("span", { class: "said" }, make("span", { class: "quiet small", dir: "auto" }, who(answer.annotator)), label);
}

/** Whether one has answered a document oneself. */
const isAnswered = (card) =>
  card.answers.some((answer) => answer.annotator === session.annotator && isGiven(answer));

const chosen = () => [...shown.values()].filter(({ box }) => box.checked).map(({ card }) => card);

function showChosen() {
  const count = chosen().length;
  $("bulk").hidden = shown.size === 0 && lastAnswers.length === 0;
  $("bulk-act").hidden = count === 0;
  $("bulk-answer").disabled = count === 0 || said() === undefined;
  $("bulk-answer").textContent = count === 0 ? "Answer" : `Answer ${count} ${count === 1 ? "document" : "documents"}`;
  $("bulk-undo").hidden = lastAnswers.length === 0;
}

/** The boxes of the classes, and of none of them, in a session of several classes a document. */
let labelBoxes = [];

/** Offers a box for each class in place of the list; none of them is a choice too. */
function chooseLabels() {
  $("bulk-one").hidden = true;
  $("bulk-labels").hidden = false;
  labelBoxes = [...session.classes, "none of these"].map((name) => {
    const box = make("input", { type: "checkbox" });
    $("bulk-labels").append(make("label", { class: "check" }, box, make("span", { dir: "auto" }, name)));
    return box;
  });
  const none = labelBoxes.at(-1);
  for (const box of labelBoxes) {
    box.addEventListener("change", () => {
      if (box.checked) for (const other of box === none ? labelBoxes : [none]) other.checked = other === box;
      showChosen();
    });
  }
}

/** What the chosen are to be answered with; nothing where no class is chosen and not none either. */
function said() {
  if (!isOfSeveral(session)) return { class_index: Number($("bulk-class").value) };
  if (labelBoxes.every((box) => !box.checked)) return undefined;
  return { labels: session.classes.filter((_, index) => labelBoxes[index].checked) };
}

/** Gives all that are chosen the same answer; each is one of its own, and can be taken back as one. */
async function answerChosen() {
  const given = said();
  const name = given.labels ? labelWords(given.labels) : session.classes[given.class_index];
  const cards = chosen();
  const sent = cards.map((card) => {
    const command = { kind: "answer", document: card.document, ...given };
    return outbox.add(command, `your answer “${name}” to ${card.id}`, isAnswered(card) ? 0 : 1);
  });
  for (const { box } of shown.values()) box.checked = false;
  $("choose-all").checked = false;
  lastAnswers = [];
  $("say").textContent = `Answering ${cards.length} as “${name}” …`;
  showChosen();
  const outcomes = await settle(cards, sent, "Not answered");
  const answer = { annotator: session.annotator, ...given, ...(given.labels ? {} : { is_rejection: false }) };
  lastAnswers = cards.flatMap((card, place) => (outcomes[place].is_refused ? [] : [{ card, request: sent[place].request }]));
  for (const { card } of lastAnswers) {
    card.answers = [...card.answers.filter(({ annotator }) => annotator !== session.annotator), answer];
    if (shown.has(card.document)) fill(card.document);
  }
  $("say").textContent = `${lastAnswers.length} answered as “${name}”`;
  showChosen();
}

/** Waits for the server; documents about which it refused something stay chosen, with its reason. */
async function settle(cards, sent, words) {
  refused.clear();
  const outcomes = await Promise.all(sent);
  for (const [place, card] of cards.entries()) {
    if (outcomes[place].is_refused) refused.set(card.document, { card, reason: `${words}: ${outcomes[place].message}` });
    if (!shown.has(card.document)) continue;
    shown.get(card.document).box.checked = refused.has(card.document);
    fill(card.document);
  }
  return outcomes;
}

/** Takes the answers that were given at once back, one after the other; what is refused may be tried again. */
async function takeBack() {
  const answers = lastAnswers;
  lastAnswers = [];
  showChosen();
  $("say").textContent = "Taking back …";
  const sent = answers.map(({ request, card }) =>
    outbox.add({ kind: "undo", undoes: request }, `that you took your answer to ${card.id} back`),
  );
  const outcomes = await settle(answers.map(({ card }) => card), sent, "Not taken back");
  lastAnswers = answers.filter((_, place) => outcomes[place].is_refused);
  $("say").textContent = `${answers.length - lastAnswers.length} taken back`;
  await find();
}
