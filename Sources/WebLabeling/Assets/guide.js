// Guidelines and what is said of the classes, in a panel next to the document that folds away.

import { $, make } from "/assets/common.js";
import { chip } from "/assets/card.js";

const CHOICE = "winnow.guide";

/** Fills the panel where there is anything to say; what the key does. */
export function wireGuide(session) {
  const described = (session.class_descriptions ?? [])
    .map((said, index) => ({ ...said, index }))
    .filter((said) => said.description || said.example);
  $("class-notes").replaceChildren(
    ...described.flatMap(({ index, description, example }) => [
      make("dt", {}, chip(session.classes, index)),
      make(
        "dd",
        { dir: "auto" },
        ...(description ? [make("p", {}, description)] : []),
        ...(example ? [make("p", { class: "example" }, example)] : []),
      ),
    ]),
  );
  const isThere = described.length > 0 || $("guidelines").textContent.trim() !== "";
  $("guide").hidden = !isThere;
  $("main").classList.toggle("with-guide", isThere);
  // On a small screen the document comes first.
  let isShown = (localStorage.getItem(CHOICE) ?? (innerWidth < 1024 ? "hidden" : "shown")) === "shown";
  const apply = () => {
    $("guide-body").hidden = !isShown;
    $("guide-button").setAttribute("aria-expanded", String(isShown));
    $("guide-button").lastElementChild.textContent = isShown ? "Hide" : "Show";
  };
  const toggle = () => {
    if (!isThere) return;
    isShown = !isShown;
    localStorage.setItem(CHOICE, isShown ? "shown" : "hidden");
    apply();
  };
  $("guide-button").addEventListener("click", toggle);
  apply();
  return toggle;
}
