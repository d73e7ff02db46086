// Finds documents, hands them over as a file, and answers several at once.

import { $, fetchWithRetry, make, start, tellConnection } from "/assets/common.js";
import { answerChip, snippet, useColors } from "/assets/card.js";
import { Outbox } from "/assets/outbox.js";
import { showRefusals } from "/assets/refusals.js";

/** The conditions: a name in the address, and the control that has the value. */
const CONDITIONS = { q: "search", state: "filter-state", class: "filter-class", annotator: "filter-annotator" };

let session;
let outbox;
let asked = 0;
/** Documents that are shown, by number: `{card, box, place}`. */
const shown = new Map();
/** The requests of what was answered at once last, to be taken back. */
let lastRequests = [];

begin();

async function begin() {
  session = await start([]);
  useColors(session.class_descriptions);
  const option = (value, words) => make("option", { value }, words);
  $("filter-class").append(...session.classes.map((name, index) => option(index, name)));
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
  $("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  let timer;
  $("search").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, 200);
  });
  for (const id of ["filter-state", "filter-class", "filter-annotator"]) $(id).addEventListener("change", () => find());
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
  $("results").append(...results.map((card) => result(card, words)));
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
  shown.set(card.document, { card, box, place });
  fill(card.document, words);
  return place;
}

/** Draws a document in its place. */
function fill(number, words = $("search").value.trim()) {
  const { card, box, place } = shown.get(number);
  const own = card.answers.at(-1);
  const line = [make("span", { class: "quiet small", dir: "auto" }, card.id)];
  if (own) line.push(answerChip(session.classes, own));
  if (card.is_flagged) line.push(make("span", { class: "flagged small" }, "Flagged"));
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

const chosen = () => [...shown.values()].filter(({ box }) => box.checked).map(({ card }) => card);

function showChosen() {
  const count = chosen().length;
  $("bulk").hidden = shown.size === 0 && lastRequests.length === 0;
  $("bulk-act").hidden = count === 0;
  $("bulk-answer").disabled = count === 0;
  $("bulk-answer").textContent = count === 0 ? "Answer" : `Answer ${count} ${count === 1 ? "document" : "documents"}`;
  $("bulk-undo").hidden = lastRequests.length === 0;
}

/** Gives all that are chosen the class; each is an answer of its own, and can be taken back as one. */
async function answerChosen() {
  const index = Number($("bulk-class").value);
  const name = session.classes[index];
  const cards = chosen();
  const sent = cards.map((card) =>
    outbox.add({ kind: "answer", document: card.document, class_index: index }, `your answer “${name}” to ${card.id}`),
  );
  for (const { box } of shown.values()) box.checked = false;
  $("choose-all").checked = false;
  lastRequests = [];
  $("say").textContent = `Answering ${cards.length} as “${name}” …`;
  showChosen();
  const taken = await settle(cards, sent, (card) => {
    card.answers = [{ annotator: session.annotator, class_index: index, is_rejection: false }];
  });
  lastRequests = taken;
  $("say").textContent = `${taken.length} answered as “${name}”`;
  showChosen();
}

/** Waits for the server, and changes the documents of what it took; returns those requests. */
async function settle(cards, sent, change) {
  const outcomes = await Promise.all(sent);
  const isTaken = (_, place) => !outcomes[place].is_refused;
  for (const card of cards.filter(isTaken)) {
    change(card);
    if (shown.has(card.document)) fill(card.document);
  }
  return sent.filter(isTaken).map(({ request }) => request);
}

/** Takes the answers that were given at once back, one after the other. */
async function takeBack() {
  const requests = lastRequests;
  lastRequests = [];
  showChosen();
  $("say").textContent = "Taking back …";
  const words = "that you took something back";
  const sent = requests.map((request) => outbox.add({ kind: "undo", undoes: request }, words));
  const outcomes = await Promise.all(sent);
  $("say").textContent = `${outcomes.filter(({ document }) => document !== undefined).length} taken back`;
  await find();
}
