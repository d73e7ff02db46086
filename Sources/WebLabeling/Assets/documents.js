// Finds documents.

import { $, fetchWithRetry, make, start } from "/assets/common.js";
import { chip } from "/assets/card.js";

let session;
let asked = 0;

begin();

async function begin() {
  session = await start([]);
  const words = new URLSearchParams(location.search).get("q") ?? "";
  $("search").value = words;
  $("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  let timer;
  $("search").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, 200);
  });
  await find();
}

async function find(from = 0) {
  const mine = ++asked;
  const words = $("search").value.trim();
  history.replaceState(null, "", words ? `?q=${encodeURIComponent(words)}` : "/documents");
  const { results, next } = await fetchWithRetry(`/api/search?q=${encodeURIComponent(words)}&from=${from}`);
  if (mine !== asked) return;
  const items = results.map((card) => make("li", {}, result(card, words)));
  if (from === 0) $("results").replaceChildren(...items);
  else $("results").append(...items);
  $("more")?.remove();
  if (next !== undefined) {
    const more = make("button", { class: "plain", type: "button" }, "More");
    more.addEventListener("click", () => find(next));
    $("results").append(make("li", { id: "more" }, more));
  }
  const count = $("results").querySelectorAll(".result").length;
  const rest = next === undefined ? "" : " and more";
  $("count").textContent = words
    ? count ? `${count}${rest} found` : "Nothing found"
    : `${session.document_count} documents`;
}

function result(card, words) {
  const text = (card.text ?? card.fields.flatMap((field) => [...field.parts, { text: "  " }]))
    .map((part) => part.text).join("");
  const own = card.answers.at(-1);
  const line = [make("span", { class: "quiet small", dir: "auto" }, card.id)];
  if (own) line.push(chip(session.classes, own.class_index));
  if (card.is_flagged) line.push(make("span", { class: "flagged small" }, "Flagged"));
  return make(
    "a",
    { class: "result", href: `/?document=${card.document}` },
    make("span", { class: "line" }, ...line),
    make("span", { class: "snippet", dir: "auto" }, snippet(text, words)),
  );
}

/** The text from a little before the first hit. */
function snippet(text, words) {
  const at = words ? text.toLowerCase().indexOf(words.toLowerCase()) : 0;
  const from = Math.max(0, at - 60);
  return (from > 0 ? "… " : "") + text.slice(from, from + 300);
}
