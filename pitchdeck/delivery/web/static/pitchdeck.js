/* Makes working pages better; no page needs it. Loaded with defer, from our own address only. */
"use strict";

(() => {
  const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
  const QUIET = 1200; // milliseconds without typing before a draft is saved

  /* One effect per press: the server's key decides; this only spares the second click. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.dataset.leaving = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  /* A draft saves itself: <form data-autosave="/url"> with <output data-saved> and a button [data-retry] inside. */
  function autosave(form) {
    const said = form.querySelector("[data-saved]");
    let timer = 0;
    let typed = 0;
    let running = false;
    const retry = form.querySelector("[data-retry]");
    const say = (state, text) => {
      if (!said) return;
      said.parentElement.dataset.state = state;
      if (retry) retry.hidden = state !== "failed";
      said.textContent = text;
    };
    async function save() {
      if (running || form.dataset.leaving) return;
      running = true;
      const version = typed;
      say("saving", "Saving …");
      try {
        const body = new FormData(form);
        body.set("autosave", "1");
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" }, redirect: "error",
        });
        if (answer.status === 409) {
          say("failed", "Changed elsewhere meanwhile: both texts are kept. Save to compare them.");
        } else if (answer.ok) {
          keep(form, await answer.json().catch(() => ({})));
          say("saved", `Saved ${CLOCK.format(new Date())}`);
        } else {
          throw new Error(String(answer.status));
        }
      } catch {
        say("failed", "Not saved, retry");
        timer = setTimeout(save, 10000);
      } finally {
        running = false;
      }
      if (version !== typed) plan();
    }
    const plan = () => { clearTimeout(timer); timer = setTimeout(save, QUIET); };
    form.addEventListener("input", () => { typed += 1; plan(); });
    retry?.addEventListener("click", save);
  }
  /* The answer names the fields that the next save needs, such as {"version": 4}. */
  function keep(form, answer) {
    for (const [name, value] of Object.entries(answer)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement && field.type === "hidden") field.value = value;
    }
  }
  for (const form of document.querySelectorAll("form[data-autosave]")) autosave(form);

  /* The key / goes to the search box that can be seen, unless somebody is typing or asks for something else. */
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    const typing = at instanceof HTMLElement && (at.isContentEditable || at.matches("input, select, textarea"));
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing) return;
    const boxes = [...document.querySelectorAll("input[data-search]")];
    if (!boxes.length) return;
    event.preventDefault();
    const box = boxes.find((each) => each.checkVisibility());
    if (!box) { location.assign(boxes[0].form.action); return; }
    box.focus();
    box.select();
  });

  /* Focus survives a swap: the same id gets it back, with the caret where it was. */
  let focused = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const at = document.activeElement;
    focused = at && at.id ? { id: at.id, start: at.selectionStart, end: at.selectionEnd } : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const again = focused && document.getElementById(focused.id);
    if (!again || again === document.activeElement) return;
    again.focus({ preventScroll: true });
    if (typeof focused.start === "number" && again.setSelectionRange) again.setSelectionRange(focused.start, focused.end);
  });
})();
