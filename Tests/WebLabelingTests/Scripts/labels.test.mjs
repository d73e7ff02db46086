// Several classes a document: what is chosen, what is sent, and what comes back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Reply, Unreachable } from "./page.mjs";
import { Session } from "./session.mjs";

const CLASSES = ["billing", "login", "refund"];

async function open({ session = new Session({ classes: CLASSES, labels: "several" }), ...options } = {}) {
  const page = await Page.open({ script: "label", server: session.handler, ...options });
  await page.advance(0);
  return { page, session };
}

/** The classes whose buttons are pressed. */
const chosen = (page) =>
  page.$("classes").children
    .filter((button) => button.getAttribute("aria-pressed") === "true")
    .map((button) => button.querySelector("span").textContent);

const enter = (page, options) => page.press("Enter", { code: "Enter", ...options });

test("keys choose classes and take them off, Enter sends the set in the order of the classes", async () => {
  const { page, session } = await open();
  await page.advance(1234);
  for (const key of ["2", "3", "1", "3"]) await page.press(key);
  assert.deepEqual(chosen(page), ["billing", "login"]);
  assert.match(page.text("say"), /^Chosen: billing, login/);
  assert.equal(page.text("give-count"), " 2 classes");
  assert.deepEqual(session.kinds, [], "choosing sends nothing");
  await enter(page);
  assert.equal(page.text("sheet-id"), "d1");
  assert.deepEqual(chosen(page), [], "the next document starts with nothing");
  assert.match(page.text("say"), /^billing, login/);
  const [answer] = session.events;
  assert.deepEqual([answer.kind, answer.document, answer.labels, answer.duration_ms], ["answer", 0, ["billing", "login"], 1234]);
  assert.equal(Object.hasOwn(answer, "class_index") || Object.hasOwn(answer, "is_rejection"), false);
});

test("the empty set has its own key, and is never sent by the way", async () => {
  const { page, session } = await open();
  await enter(page);
  assert.match(page.text("say"), /^No class is chosen/);
  assert.equal(page.text("sheet-id"), "d0");
  await page.press("1");
  await page.press("x");
  assert.deepEqual(chosen(page), [], "what is chosen is taken off first");
  assert.deepEqual(session.kinds, []);
  await page.press("x");
  assert.equal(page.text("sheet-id"), "d1");
  assert.match(page.text("say"), /^none of these/);
  page.$("none").click();
  await page.advance(0);
  assert.deepEqual(session.events.map(({ labels }) => labels), [[], []]);
});

test("the model's proposal is shown, and one key takes it over", async () => {
  const session = new Session({ classes: CLASSES, labels: "several" });
  Object.assign(session.cards[0], { probabilities: [0.9, 0.1, 0.6], proposal: ["billing", "refund"] });
  Object.assign(session.cards[1], { probabilities: [0.1, 0.1, 0.2], proposal: [] });
  const { page } = await open({ session });
  assert.equal(page.text("proposal"), "Proposal: billingrefund");
  assert.equal(page.text("odds"), "billing90 %login10 %refund60 %");
  await page.press("2");
  await page.press(",");
  assert.deepEqual(chosen(page), ["billing", "refund"], "it takes the place of what was chosen");
  await page.press("3");
  await enter(page);
  assert.deepEqual(session.events[0].labels, ["billing"]);
  assert.equal(page.text("proposal"), "Proposal: none of these");
  await page.press("1");
  await page.press(",");
  assert.deepEqual(chosen(page), []);
  assert.match(page.text("say"), /^The model proposes none of these/);
  await page.press("x");
  assert.equal(page.text("sheet-id"), "d2");
  // Without a model there is none.
  assert.equal(page.$("propose").hidden, true);
  await page.press(",");
  assert.match(page.text("say"), /^Nothing is proposed/);
});

test("undo brings the set back as it was, to be changed and given again", async () => {
  const { page, session } = await open();
  for (const key of ["1", "3"]) await page.press(key);
  await enter(page);
  await page.press("2");
  await page.press("u");
  assert.equal(page.text("sheet-id"), "d0");
  assert.deepEqual(chosen(page), ["billing", "refund"]);
  await page.press("3");
  await enter(page);
  // What was chosen of the next document before is still chosen.
  assert.equal(page.text("sheet-id"), "d1");
  assert.deepEqual(chosen(page), ["login"]);
  // A flag that is taken back changes nothing of it.
  await page.press("f");
  await page.press("u");
  assert.deepEqual(chosen(page), ["login"]);
  assert.deepEqual(session.kinds, ["answer 0", "undo", "answer 0", "flag 1", "undo"]);
  assert.deepEqual(session.events[2].labels, ["billing"]);
});

test("after a reload an undo brings the set back too, on this tab and on another one", async () => {
  const storage = new Map();
  const tab = new Map();
  const { page, session } = await open({ storage, tab });
  for (const key of ["2", "3"]) await page.press(key);
  await enter(page);
  for (const where of [tab, new Map()]) {
    const { page: again } = await open({ session, storage, tab: where });
    assert.equal(again.text("sheet-id"), "d1");
    await again.press("u");
    assert.equal(again.text("sheet-id"), "d0");
    assert.deepEqual(chosen(again), ["login", "refund"]);
    await enter(again);
    await again.advance(300);
  }
  assert.deepEqual(session.kinds, ["answer 0", "undo", "answer 0", "undo", "answer 0"]);
});

test("a document shows the set that it was answered with, and none of these in words", async () => {
  const session = new Session({ classes: CLASSES, labels: "several" });
  session.cards[2].answers = [{ annotator: "ada", labels: ["login", "refund"] }];
  const { page } = await open({ session, search: "?document=2" });
  assert.equal(page.text("sheet-state"), "your answer: loginrefund");
  assert.deepEqual(chosen(page), ["login", "refund"]);
  session.cards[2].answers = [{ annotator: "ada", labels: [] }];
  const { page: none } = await open({ session, search: "?document=2" });
  assert.equal(none.text("sheet-state"), "your answer: none of these");
  assert.deepEqual(chosen(none), []);
});

test("answers wait on the device while the server is away, and the count follows at once", async () => {
  const { page, session } = await open();
  await page.advance(1100);
  page.server = () => {
    throw new Unreachable();
  };
  await page.press("1");
  await page.press("2");
  await enter(page);
  await page.press("x");
  assert.match(page.text("notice"), /2 answers are kept on this device/);
  assert.match(page.text("say"), /2 of 4$/);
  page.server = session.handler;
  await page.advance(5000);
  assert.deepEqual(session.events.map(({ labels }) => labels), [["billing", "login"], []]);
});

test("a set that the server refuses is shown by its classes, and sent again whole", async () => {
  const { page, session } = await open();
  session.refuses.add(0);
  await page.press("1");
  await page.press("3");
  await enter(page);
  await page.advance(300);
  assert.match(page.text("refusals"), /your answer “billing, refund” to d0: d0 is settled/);
  session.refuses.clear();
  page.$("refusals").querySelectorAll("button")[0].click();
  await page.advance(300);
  assert.deepEqual(session.events.map(({ labels }) => labels), [["billing", "refund"]]);
});

test("an undo that is refused shows what the server has", async () => {
  const { page, session } = await open();
  await page.press("1");
  await enter(page);
  session.cards[0].answers = [{ annotator: "ada", labels: ["refund"] }];
  const take = session.take.bind(session);
  session.take = (wish) => (wish.kind === "undo" ? new Reply(409, { error: { code: "undo_overtaken", message: "later" } }) : take(wish));
  await page.press("u");
  await page.advance(0);
  assert.match(page.text("say"), /^Not taken back/);
  assert.deepEqual(chosen(page), ["refund"]);
});

test("Enter on a class gives the answer, on other buttons and links it is theirs", async () => {
  const { page, session } = await open();
  await page.press("1");
  assert.equal(await enter(page, { on: page.$("skip") }), false);
  assert.equal(await enter(page, { on: page.document.querySelector("a") }), false);
  assert.deepEqual(session.kinds, []);
  assert.equal(await enter(page, { on: page.$("classes").children[1] }), true);
  assert.deepEqual(session.events.map(({ labels }) => labels), [["billing"]]);
  // Who points at a button does not leave the next Enter to it.
  page.$("skip").focus();
  page.$("skip").dispatch("click", { detail: 1 });
  assert.equal(page.document.activeElement, null);
});

test("names for screen readers, and a list of keys of its own", async () => {
  const { page } = await open();
  assert.equal(page.$("classes").getAttribute("aria-label"), "Classes, any number of them");
  assert.ok(page.$("classes").classes.has("several"));
  assert.equal(page.$("giving").hidden, false);
  assert.equal(page.$("not").hidden, true);
  assert.match(page.text("keys-list"), /EnterAnswer with the classes that are chosen/);
  assert.match(page.text("keys-list"), /None of these/);
  const single = await Page.open({ script: "label", server: new Session().handler });
  assert.equal(single.$("giving").hidden, true);
  assert.equal(single.$("not").hidden, false);
  assert.doesNotMatch(single.text("keys-list"), /None of these/);
});

test("without a document nothing is chosen, and every key says so", async () => {
  const { page, session } = await open({ session: new Session({ count: 1, classes: CLASSES, labels: "several" }) });
  await page.press("1");
  await enter(page);
  await page.advance(300);
  assert.equal(page.text("done-title"), "Nothing left to ask you");
  for (const key of ["1", "x", ",", "Enter"]) {
    await page.press(key);
    assert.match(page.text("say"), /^Nothing was done/, key);
  }
  assert.ok(page.$("give").disabled && page.$("none").disabled);
  assert.deepEqual(session.kinds, ["answer 0"]);
});

test("the unsure model of several classes is one that wavers on any of them", async () => {
  const session = new Session({ classes: CLASSES, labels: "several" });
  Object.assign(session.cards[0], { strategy: "entropy", probabilities: [0.99, 0.97, 0.5] });
  Object.assign(session.cards[1], { strategy: "margin", probabilities: [0.99, 0.97, 0.01] });
  const { page } = await open({ session });
  assert.equal(page.text("sheet-why"), "the model is unsure");
  await page.press("x");
  assert.equal(page.text("sheet-why"), "the model was unsure");
});

// The page for settling.

function disagreeing(...sets) {
  const session = new Session({ classes: CLASSES, labels: "several" });
  session.disputed = [0, 1];
  for (const card of session.cards) {
    card.answers = sets.map((labels, place) => ({ annotator: ["ada", "ben", "eve"][place], labels }));
  }
  return session;
}

const settling = (session, options = {}) => Page.open({ script: "adjudicate", server: session.handler, ...options });

test("sets are side by side, with what differs marked, and all that agree is chosen", async () => {
  const session = disagreeing(["billing", "login"], ["billing"], ["billing", "refund"]);
  const page = await settling(session);
  assert.equal(page.text("sets"), "Classes that each annotator gaveClassadabenevebilling✓yes✓yes✓yeslogin differs✓yes–no–norefund differs–no–no✓yes");
  const rows = page.$("sets").querySelectorAll("tr").map((row) => row.classes.has("differs"));
  assert.deepEqual(rows, [false, false, true, true]);
  assert.deepEqual(chosen(page), ["billing"]);
  await page.press("2");
  await enter(page);
  assert.equal(page.text("sheet-id"), "d1");
  assert.deepEqual(session.events.map(({ kind, labels }) => [kind, labels]), [["adjudicate", ["billing", "login"]]]);
  assert.match(page.text("say"), /^Settled on billing, login/);
  await page.press("u");
  assert.equal(page.text("sheet-id"), "d0");
  assert.deepEqual(chosen(page), ["billing", "login"], "it comes back as it was settled");
});

test("none of these is an opinion and a settlement; a skip is neither", async () => {
  const session = disagreeing(["billing"], []);
  session.cards[0].answers.push({ annotator: "eve" });
  const page = await settling(session);
  assert.equal(page.text("sets"), "Classes that each annotator gaveClassadaben none of thesebilling differs✓yes–no");
  assert.equal(page.text("opinions"), "eveskipped");
  assert.deepEqual(chosen(page), []);
  await page.press("x");
  assert.deepEqual(session.events.map(({ labels }) => labels), [[]]);
});

test("what was settled before a reload is taken back with its set, and a settled document shows it", async () => {
  const session = disagreeing(["billing"], ["login"]);
  const tab = new Map();
  const page = await settling(session, { tab });
  await page.press("1");
  await page.press("3");
  await enter(page);
  const again = await settling(session, { tab });
  await again.press("u");
  assert.equal(again.text("sheet-id"), "d0");
  assert.deepEqual(chosen(again), ["billing", "refund"]);
  session.cards[1].adjudication_labels = ["login"];
  await again.press("s");
  assert.equal(again.text("sheet-id"), "d1");
  assert.deepEqual(chosen(again), ["login"]);
});

test("a settlement that the page for labeling takes back comes back with its set", async () => {
  const session = disagreeing(["billing"], ["login"]);
  const tab = new Map();
  const page = await settling(session, { tab });
  await page.press("1");
  await page.press("3");
  await enter(page);
  const { page: label } = await open({ session, tab });
  await label.press("u");
  assert.deepEqual(label.location.assigned, ["/adjudicate?undone=0&label=billing&label=refund"]);
  const again = await settling(session, { tab, search: "?undone=0&label=billing&label=refund" });
  assert.equal(again.text("sheet-id"), "d0");
  assert.deepEqual(chosen(again), ["billing", "refund"]);
  const none = await settling(disagreeing(["billing"], ["billing"]), { search: "?undone=0" });
  assert.deepEqual(chosen(none), [], "none of these, and not what all gave");
});

test("sets in words, and the classes that all gave, which are none where nobody answered", async () => {
  const page = await Page.open();
  const { labelWords } = await page.load("labels");
  assert.deepEqual([labelWords(["login", "billing"]), labelWords([])], ["login, billing", "none of these"]);
  const { agreedLabels } = await page.load("opinions");
  assert.deepEqual(agreedLabels(CLASSES, [{ annotator: "ada" }]), []);
  assert.deepEqual(agreedLabels(CLASSES, [{ annotator: "ada", labels: ["refund", "billing"] }]), ["billing", "refund"]);
});

// The page of documents, and the history.

test("documents are answered at once with a set, or with none", async () => {
  const session = new Session({ classes: CLASSES, labels: "several" });
  session.cards[3].answers = [{ annotator: "ada", labels: ["login"] }];
  const server = (path, body) =>
    path.startsWith("/api/search") ? { results: session.cards, count: session.cards.length } : session.reply(path, body);
  const page = await Page.open({ script: "documents", server });
  assert.equal(page.$("bulk-one").hidden, true);
  assert.match(page.text("filter-state"), /None of the classes$/);
  assert.match(page.text("results"), /d3login/);
  const boxes = page.$("bulk-labels").querySelectorAll("input");
  const choose = (box, isOn = true) => {
    box.checked = isOn;
    box.dispatch("change");
  };
  for (const box of page.$("results").querySelectorAll("input").slice(0, 2)) choose(box);
  assert.equal(page.$("bulk-answer").disabled, true, "no class is chosen yet");
  choose(boxes[3]);
  choose(boxes[2]);
  choose(boxes[0]);
  assert.deepEqual(boxes.map((box) => box.checked), [true, false, true, false]);
  page.$("bulk-answer").click();
  await page.advance(0);
  assert.deepEqual(session.events.map(({ document, labels }) => [document, labels]), [[0, ["billing", "refund"]], [1, ["billing", "refund"]]]);
  assert.equal(page.text("say"), "2 answered as “billing, refund”");
  assert.match(page.text("results"), /d0billingrefund/);
  choose(page.$("results").querySelectorAll("input")[2]);
  choose(boxes[3]);
  assert.deepEqual(boxes.map((box) => box.checked), [false, false, false, true]);
  page.$("bulk-answer").click();
  await page.advance(0);
  assert.deepEqual(session.events.at(-1).labels, []);
  assert.match(page.text("results"), /d2none of these/);
});

test("the history lists sets", async () => {
  const session = new Session({ classes: CLASSES, labels: "several" });
  const answered = (labels) => ({ ...session.cards[0], answers: [{ annotator: "ada", ...(labels && { labels }) }] });
  const entries = [["billing", "login"], [], undefined].map((labels, place) => ({ place, time_ms: 0, card: answered(labels) }));
  const server = (path, body) => (path.startsWith("/api/history") ? { entries } : session.reply(path, body));
  const page = await Page.open({ script: "history", server });
  assert.match(page.text("results"), /d0billinglogin.*d0none of these.*d0skipped/);
});
