// A question that must be answered before anything is done: focus stays within, Escape says no.

import { fill, freshId, h } from "./dom.js";

/**
 * Ask; gives, in time, whether the answer was yes. Focus goes back to where it was.
 *
 * `title`, `text`: what is asked. `yes`, `no`: the words on the buttons.
 */
export function confirmed({ title, text, yes, no }) {
  const [heading, body] = [freshId("dialog"), freshId("dialog")];
  const dialog = h("dialog", { class: "confirm", "aria-labelledby": heading, "aria-describedby": body });
  const before = document.activeElement;
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    fill(
      dialog,
      h("h2", { id: heading }, title),
      h("div", { id: body }, text),
      h(
        "p",
        { class: "actions" },
        h("button", { type: "button", autofocus: true, on: { click: answer("no") } }, no),
        h("button", { type: "button", class: "primary danger", on: { click: answer("yes") } }, yes),
      ),
    );
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close("no"); // beside the dialog
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
