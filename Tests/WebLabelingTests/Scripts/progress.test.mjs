// The page that says how far the session is, and the colors that every page starts with.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, Unreachable } from "./page.mjs";
import { Session } from "./session.mjs";

const figures = {
  answered_count: 3, document_count: 4, answer_count: 5, complete_count: 1, disagreement_count: 2, adjudicated_count: 1,
  flag_count: 0, note_count: 0, class_counts: [2, 0, 1], stopping: [],
  people: [{ name: "ada", answer_count: 3, skip_count: 1, median_seconds: 2.04 }, { name: "ben", answer_count: 0, skip_count: 0 }],
};

async function open(session, change = {}) {
  const server = (path, body) => (path === "/api/progress" ? { ...figures, ...change } : session.reply(path, body));
  return Page.open({ script: "progress", server });
}

test("figures are shown, and those that are not there yet are dashes", async () => {
  const page = await open(new Session());
  assert.match(page.text("tiles"), /^3 of 4documents answered5answers1 of 2disagreements settled/);
  assert.equal(page.text("people"), "ada312.0 sben00–");
  assert.match(page.text("agreement"), /^Shown once two annotators/);
  assert.equal(page.$("stopping-panel").hidden, true);
});

test("a number goes with its noun", async () => {
  const one = { answered_count: 1, document_count: 1, answer_count: 1, disagreement_count: 1, class_counts: [0, 0, 0] };
  const page = await open(new Session(), one);
  assert.match(page.text("tiles"), /^1 of 1document answered1answer1 of 1disagreement settled/);
  assert.match(page.text("class-note"), /1 document has no such class yet, and counts for none\.$/);
});

test("a blind session shows an annotator nothing of what others answer, and makes nothing up", async () => {
  // The server leaves these figures out for those who may not see them.
  const change = { disagreement_count: undefined, adjudicated_count: undefined, class_counts: [] };
  const page = await open(new Session({ isBlind: true }), change);
  for (const id of ["class-bars", "agreement"]) assert.equal(page.$(id).closest("section").hidden, true, id);
  assert.doesNotMatch(page.text("tiles"), /disagreements/);
  const adjudicator = await open(new Session({ isBlind: true }));
  assert.equal(adjudicator.$("class-bars").closest("section").hidden, false);
});

test("who asks for them is shown pace, agreement with others, roles and checks", async () => {
  const people = [
    {
      name: "ada", role: "annotator", is_paused: true, answer_count: 3, skip_count: 1, share_count: 8,
      median_seconds: 2.04, answers_per_hour: 241.4, others_agreement: 0.75, checks: { answer_count: 4, right_count: 3 },
    },
    { name: "max", role: "manager", answer_count: 0, skip_count: 0, share_count: 8, checks: { answer_count: 0, right_count: 0 } },
  ];
  const page = await open(new Session(), { people });
  assert.equal(page.text("people-head"), "NameAnswersSkippedMedian timePer hourWith othersChecks");
  assert.equal(page.text("people"), "ada paused3 of 812.0 s24175 %3 of 4 rightmax manager0 of 80––––");
  const plain = await open(new Session());
  assert.equal(plain.text("people-head"), "NameAnswersSkippedMedian time");
});

test("agreement over time, of ratings, and what a mean leaves out are shown", async () => {
  const agreement = {
    krippendorff_alpha: 0.5, fleiss_kappa: 0.4, mean_cohen_kappa: 0.3, pairs_without_kappa: 1,
    ratings: { ordinal_alpha: 0.625, weighted_kappa: 0.7 },
    voters: [{ name: "ada" }, { name: "ben" }, { name: "eve" }],
    pairs: [{ first: 0, second: 1, overlap_count: 9, kappa: 0.3 }, { first: 0, second: 2, overlap_count: 2 }],
  };
  const windows = [{ row_count: 10, agreement: 0.9, krippendorff_alpha: 0.8 }, { row_count: 12, agreement: 0.5 }];
  const page = await open(new Session(), { agreement, agreement_windows: windows });
  assert.match(page.text("agreement"), /0\.625ordinal alpha0\.700mean of weighted kappa/);
  assert.match(page.text("agreement"), /leaves out 1 of 2 pairs/);
  assert.equal(page.text("windows"), "1 to 1090 %0.80011 to 2250 %–");
  const none = await open(new Session());
  assert.equal(none.$("windows-panel").hidden, true);
});

test("in a session of several classes agreement is of whole lists and of each class", async () => {
  const session = new Session({ labels: "several" });
  const agreement = {
    krippendorff_alpha: 0.25, fleiss_kappa: 0.2, mean_cohen_kappa: 0.3,
    voters: [{ name: "ada" }, { name: "ben" }], pairs: [{ first: 0, second: 1, overlap_count: 9, kappa: 0.3 }],
  };
  const sets = {
    masi_alpha: 0.6125,
    classes: [
      { name: "ham", present_share: 0.25, agreement: { krippendorff_alpha: 0.5, fleiss_kappa: 0.4 } },
      { name: "spam", present_share: 0.5, agreement: { krippendorff_alpha: 1, fleiss_kappa: 1 } },
      { name: "odd", agreement: {} },
    ],
  };
  const change = { class_counts: [2, 3, 0], empty_count: 1, undecided_count: 2, agreement, label_set_agreement: sets };
  const page = await open(session, change);
  assert.match(page.text("agreement"), /^0\.250Krippendorff’s alpha/);
  assert.match(page.text("agreement"), /0\.613Krippendorff’s alpha by MASI distance/);
  assert.match(page.text("agreement"), /ham25 %0\.5000\.400spam50 %1\.0001\.000odd–––$/);
  assert.equal(page.text("class-bars"), "ham2spam3odd0");
  assert.match(page.text("class-note"), /for each class .* 1 document has none of the classes\. 2 documents are undecided/);
  const plain = await open(session, { undecided_count: 0 });
  assert.doesNotMatch(plain.text("class-note"), /none of the classes|undecided/);
  assert.match(plain.text("agreement"), /^Shown once two annotators/);
});

test("the page looks again while somebody sees it, and outlives a server that is away", async () => {
  const page = await open(new Session());
  const count = () => page.sent("/api/progress").length;
  assert.equal(count(), 1);
  await page.advance(4000);
  assert.equal(count(), 2);
  page.document.visibilityState = "hidden";
  await page.advance(8000);
  assert.equal(count(), 2);
  page.document.visibilityState = "visible";
  page.server = () => {
    throw new Unreachable();
  };
  await page.advance(8000);
  assert.equal(count(), 4);
});

test("the colors are those that were chosen, else those of the system", async () => {
  const storage = new Map();
  const page = await Page.open({ storage });
  const system = { matches: true, addEventListener: () => {} };
  globalThis.matchMedia = () => system;
  await page.load("theme");
  const { dataset } = page.document.documentElement;
  assert.equal(dataset.theme, "dark");
  storage.set("winnow.theme", "light");
  page.window.dispatch("storage");
  assert.equal(dataset.theme, "light");
});

test("what the counts of the classes leave out is said", async () => {
  const page = await open(new Session(), { answered_count: 5, class_counts: [2, 0, 1] });
  assert.match(page.text("class-note"), /2 documents have no such class yet/);
  const all = await open(new Session(), { answered_count: 3 });
  assert.doesNotMatch(all.text("class-note"), /no such class/);
  const none = await open(new Session(), { answered_count: 0, class_counts: [0, 0, 0] });
  assert.equal(none.text("class-note"), "Nothing has been answered yet.");
});
