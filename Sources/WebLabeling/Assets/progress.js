// How far the session is, and how far people agree.

import { $, Failure, api, fetchWithRetry, isOfSeveral, make, pause, percent, start } from "/assets/common.js";
import { showShares, useColors } from "/assets/card.js";

let session;

begin();

async function begin() {
  session = await start([]);
  useColors(session.class_descriptions);
  $("session-name").textContent = session.session;
  show(await fetchWithRetry("/api/progress"));
  for (;;) {
    await pause(4000);
    if (document.visibilityState !== "visible") continue;
    try {
      show(await api("/api/progress"));
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
    }
  }
}

/** The noun that goes with a number. */
const noun = (number, one) => (number === 1 ? one : `${one}s`);

function tile(value, words) {
  return make("div", { class: "tile" }, make("p", { class: "value" }, String(value)), make("p", { class: "quiet small" }, words));
}

function show(figures) {
  const total = figures.document_count;
  const { disagreement_count: disputed, adjudicated_count: settled } = figures;
  $("tiles").replaceChildren(
    tile(`${figures.answered_count} of ${total}`, `${noun(total, "document")} answered`),
    tile(figures.answer_count, `${noun(figures.answer_count, "answer")}${figures.budget ? ` of ${figures.budget} planned` : ""}`),
    ...(session.overlap > 1 ? [tile(figures.complete_count, `${noun(figures.complete_count, "document")} with ${session.overlap} answers`)] : []),
    ...(disputed === undefined ? [] : [tile(disputed ? `${settled} of ${disputed}` : "0", `${noun(disputed, "disagreement")} settled`)]),
    tile(figures.flag_count, "flagged"),
    tile(figures.note_count, "with a note"),
  );
  // A blind session shows annotators nothing of how others answer.
  const isHidden = disputed === undefined;
  for (const id of ["class-bars", "agreement"]) $(id).closest("section").hidden = isHidden;
  const most = Math.max(1, ...figures.class_counts);
  showShares($("class-bars"), figures.class_counts.map((count) => count / most), session.classes, (_, index) =>
    String(figures.class_counts[index]),
  );
  const counted = figures.class_counts.reduce((sum, count) => sum + count, 0);
  $("class-note").textContent = isOfSeveral(session) ? setNote(figures) : classNote(figures.answered_count, counted);
  showPeople(figures.people);
  showAgreement(figures.agreement, figures.label_set_agreement);
  showWindows(figures.agreement_windows ?? []);
  $("stopping-panel").hidden = figures.stopping.length === 0;
  $("stopping").replaceChildren(
    ...figures.stopping.map((figure) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, figure.name + (figure.is_reached ? " ✓" : "")),
        make("td", {}, figure.value),
        make("td", { class: "quiet" }, figure.assumption),
      ),
    ),
  );
}

/** Columns of the table of annotators; those that say nothing of anybody are left out. */
const COLUMNS = [
  ["Answers", ({ answer_count: count, share_count: share }) => (share === undefined ? String(count) : `${count} of ${share}`)],
  ["Skipped", ({ skip_count: count }) => String(count)],
  ["Median time", ({ median_seconds: seconds }) => seconds === undefined ? undefined : `${seconds.toFixed(1)} s`],
  ["Per hour", ({ answers_per_hour: pace }) => pace === undefined ? undefined : String(Math.round(pace))],
  ["With others", ({ others_agreement: share }) => share === undefined ? undefined : percent(share)],
  ["Checks", ({ checks }) => checks?.answer_count ? `${checks.right_count} of ${checks.answer_count} right` : undefined],
];

function showPeople(people) {
  const columns = COLUMNS.filter(([, text]) => people.some((person) => text(person) !== undefined));
  $("people-head").replaceChildren(
    make("th", { scope: "col" }, "Name"),
    ...columns.map(([title]) => make("th", { scope: "col", class: "number" }, title)),
  );
  $("people").replaceChildren(
    ...people.map((person) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, make("bdi", {}, person.name), ...standing(person)),
        ...columns.map(([, text]) => make("td", { class: "number" }, text(person) ?? "–")),
      ),
    ),
  );
}

/** An annotator's role, where it is another than answering, and whether they are paused. */
function standing({ role = "annotator", is_paused: isPaused }) {
  const words = [role === "annotator" ? "" : role, isPaused ? "paused" : ""].filter(Boolean).join(", ");
  return words ? [make("span", { class: "quiet small" }, ` ${words}`)] : [];
}

/** How agreement went on in consecutive parts of the session. */
function showWindows(windows) {
  $("windows-panel").hidden = windows.length === 0;
  let first = 1;
  $("windows").replaceChildren(
    ...windows.map(({ row_count: count, agreement, krippendorff_alpha: alpha }) => {
      const range = `${first} to ${first + count - 1}`;
      first += count;
      return make(
        "tr",
        {},
        make("th", { scope: "row" }, range),
        make("td", { class: "number" }, agreement === undefined ? "–" : percent(agreement)),
        make("td", { class: "number" }, figure(alpha)),
      );
    }),
  );
}

/** What the counts of the classes leave out. */
function classNote(answered, counted) {
  if (answered === 0) return "Nothing has been answered yet.";
  const open = answered - counted;
  const rule = "A document counts for the class that most of its annotators chose, or that somebody settled on.";
  if (open <= 0) return rule;
  return `${rule} ${open} ${open === 1 ? "document has no such class yet, and counts" : "documents have no such class yet, and count"} for none.`;
}

/** What the counts of the classes are, where documents may have several. */
function setNote({ answered_count: answered, empty_count: empty = 0, undecided_count: undecided = 0 }) {
  if (answered === 0) return "Nothing has been answered yet.";
  const words = ["A document counts for each class that most of its annotators gave, or that somebody settled on."];
  if (empty) words.push(`${empty} ${empty === 1 ? "document has" : "documents have"} none of the classes.`);
  if (undecided) {
    const open = undecided === 1 ? "1 document is" : `${undecided} documents are`;
    words.push(`${open} undecided and left out: half of the annotators gave a class, and half did not.`);
  }
  return words.join(" ");
}

function withoutKappa({ pairs_without_kappa: count, pairs }) {
  return `The mean leaves out ${count} of ${pairs.length} pairs: they gave one class only, so chance alone would make them agree.`;
}

const figure = (value) => (value === undefined || value === null ? "–" : value.toFixed(3));

/** Agreement of lists that are nearly the same, and on each class, where documents may have several. */
function setAgreement({ masi_alpha: masi, classes }) {
  const rows = classes.map(({ name, present_share: share, agreement }) => [
    make("bdi", {}, name),
    share === undefined ? "–" : percent(share),
    figure(agreement.krippendorff_alpha),
    figure(agreement.fleiss_kappa),
  ]);
  return [
    make("p", { class: "quiet small" }, "Those figures take two lists for the same or not. Class by class, and with lists that are nearly the same:"),
    make("div", { class: "tiles" }, tile(figure(masi), "Krippendorff’s alpha by MASI distance")),
    table([["Class", ""], ["In answers", "number"], ["Alpha", "number"], ["Fleiss’ kappa", "number"]], rows),
  ];
}

/** A table of a name and figures. */
function table(heads, rows) {
  const head = heads.map(([title, kind]) => make("th", { scope: "col", class: kind || undefined }, title));
  const body = rows.map(([name, ...values]) =>
    make("tr", {}, make("th", { scope: "row" }, name), ...values.map((value) => make("td", { class: "number" }, value))),
  );
  return make("div", { class: "scroll" }, make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)));
}

function showAgreement(agreement, ofSets) {
  const place = $("agreement");
  if (!agreement) {
    place.replaceChildren(make("p", { class: "quiet" }, "Shown once two annotators have answered the same document."));
    return;
  }
  const names = agreement.voters.map((voter) => voter.name);
  const rows = agreement.pairs.map((pair) => [
    make("span", { dir: "auto" }, `${names[pair.first]} and ${names[pair.second]}`),
    String(pair.overlap_count),
    figure(pair.kappa),
  ]);
  place.replaceChildren(
    make(
      "div",
      { class: "tiles" },
      tile(figure(agreement.krippendorff_alpha), "Krippendorff’s alpha"),
      tile(figure(agreement.fleiss_kappa), "Fleiss’ kappa"),
      tile(figure(agreement.mean_cohen_kappa), "mean of Cohen’s kappa"),
      ...(agreement.ratings ? [
        tile(figure(agreement.ratings.ordinal_alpha), "ordinal alpha"),
        tile(figure(agreement.ratings.weighted_kappa), "mean of weighted kappa"),
      ] : []),
    ),
    ...(agreement.pairs_without_kappa ? [make("p", { class: "quiet small" }, withoutKappa(agreement))] : []),
    table([["Cohen’s kappa", ""], ["Documents", "number"], ["Kappa", "number"]], rows),
    ...(ofSets ? setAgreement(ofSets) : []),
  );
}
