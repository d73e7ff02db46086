// What the server refused stays in view until somebody has dealt with it.

import { $, make } from "/assets/common.js";

let shown = "";

/** Shows the refusals of an outbox; nothing but sending again or discarding takes one away. */
export function showRefusals(outbox) {
  const refused = outbox.refused;
  const state = JSON.stringify(refused);
  if (state === shown) return;
  shown = state;
  $("refusals").hidden = refused.length === 0;
  $("refusals").replaceChildren(
    ...refused.map(({ entry, message }) => {
      const again = make("button", { class: "plain small", type: "button" }, "Send again");
      const discard = make("button", { class: "plain small", type: "button" }, "Discard");
      again.addEventListener("click", () => outbox.sendAgain(entry.request));
      discard.addEventListener("click", () => outbox.discard(entry.request));
      return make(
        "div",
        { class: "refusal-line" },
        make("p", { dir: "auto" }, `The server did not take ${entry.words ?? "an answer"}: ${message}.`),
        again,
        discard,
      );
    }),
  );
}
