// How far the session is, and how far people agree.

import { $, Failure, api, fetchWithRetry, make, pause, start } from "/assets/common.js";
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

function tile(value, words) {
  return make("div", { class: "tile" }, make("p", { class: "value" }, String(value)), make("p", { class: "quiet small" }, words));
}

function show(figures) {
  const total = figures.document_count;
  const settled = `${figures.adjudicated_count} of ${figures.disagreement_count}`;
  $("tiles").replaceChildren(
    tile(`${figures.answered_count} of ${total}`, "documents answered"),
    tile(figures.answer_count, figures.budget ? `answers of ${figures.budget} planned` : "answers"),
    ...(session.overlap > 1 ? [tile(figures.complete_count, `documents with ${session.overlap} answers`)] : []),
    tile(figures.disagreement_count ? settled : "0", "disagreements settled"),
    tile(figures.flag_count, "flagged"),
    tile(figures.note_count, "with a note"),
  );
  // A blind session keeps to itself what would tell how others answer.
  for (const id of ["class-bars", "agreement"]) $(id).closest("section").hidden = session.is_blind;
  const most = Math.max(1, ...figures.class_counts);
  showShares($("class-bars"), figures.class_counts.map((count) => count / most), session.classes, (_, index) =>
    String(figures.class_counts[index]),
  );
  const counted = figures.class_counts.reduce((sum, count) => sum + count, 0);
  $("class-note").textContent = classNote(figures.answered_count, counted);
  $("people").replaceChildren(
    ...figures.people.map((person) =>
      make(
        "tr",
        {},
        make("th", { scope: "row", dir: "auto" }, person.name),
        make("td", { class: "number" }, String(person.answer_count)),
        make("td", { class: "number" }, String(person.skip_count)),
        make("td", { class: "number" }, person.median_seconds === undefined ? "–" : `${person.median_seconds.toFixed(1)} s`),
      ),
    ),
  );
  showAgreement(figures.agreement);
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

/** What the counts of the classes leave out. */
function classNote(answered, counted) {
  if (answered === 0) return "Nothing has been answered yet.";
  const open = answered - counted;
  const rule = "A document counts for the class that most of its annotators chose, or that somebody settled on.";
  if (open <= 0) return rule;
  return `${rule} ${open} ${open === 1 ? "document has" : "documents have"} no such class yet, and count for none.`;
}

const figure = (value) => (value === undefined || value === null ? "–" : value.toFixed(3));

function showAgreement(agreement) {
  const place = $("agreement");
  if (!agreement) {
    place.replaceChildren(make("p", { class: "quiet" }, "Shown once two annotators have answered the same document."));
    return;
  }
  const names = agreement.voters.map((voter) => voter.name);
  const rows = agreement.pairs.map((pair) =>
    make(
      "tr",
      {},
      make("th", { scope: "row", dir: "auto" }, `${names[pair.first]} and ${names[pair.second]}`),
      make("td", { class: "number" }, String(pair.overlap_count)),
      make("td", { class: "number" }, figure(pair.kappa)),
    ),
  );
  place.replaceChildren(
    make(
      "div",
      { class: "tiles" },
      tile(figure(agreement.krippendorff_alpha), "Krippendorff’s alpha"),
      tile(figure(agreement.fleiss_kappa), "Fleiss’ kappa"),
      tile(figure(agreement.mean_cohen_kappa), "mean of Cohen’s kappa"),
    ),
    make(
      "div",
      { class: "scroll" },
      make(
        "table",
        {},
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, "Cohen’s kappa"),
            make("th", { scope: "col", class: "number" }, "Documents"),
            make("th", { scope: "col", class: "number" }, "Kappa"),
          ),
        ),
        make("tbody", {}, ...rows),
      ),
    ),
  );
}
