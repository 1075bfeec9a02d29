// Small comforts; every page works without them.
"use strict";

const policy = window.trustedTypes
  ? trustedTypes.createPolicy("warraq", { createHTML: (html) => html })
  : { createHTML: (html) => html };

// The stream: rows come ready and escaped from the server.
const list = document.querySelector("[data-live]");
if (list) {
  const longest = 100;
  const events = new EventSource(list.dataset.live);
  const state = document.querySelector("[data-state]");
  const say = (words) => { if (state.textContent !== words) state.textContent = words; };
  const show = (name, value) => {
    const count = document.querySelector(`[data-count="${name}"]`);
    count.textContent = value;
    count.parentElement.classList.toggle("none", value === "0");
  };
  events.addEventListener("counts", (event) => {
    for (const [name, value] of Object.entries(JSON.parse(event.data)))
      show(name, value);
    say("");
  });
  events.addEventListener("away", (event) => say(JSON.parse(event.data)));
  events.addEventListener("error", () => say("Not connected to the server; trying again."));
  events.addEventListener("document", (event) => {
    const { id, html } = JSON.parse(event.data);
    for (const old of list.children) if (old.dataset.document === id) old.remove();
    list.insertAdjacentHTML("afterbegin", policy.createHTML(html));
    while (list.children.length > longest) list.lastElementChild.remove();
    document.querySelector(".empty")?.remove();
  });
}

// A document: what belongs together lights up together.
const text = document.querySelector(".document");
if (text) {
  const light = (event, lit) => {
    const group = event.target.closest("[data-group]")?.dataset.group;
    if (!group) return;
    for (const part of document.querySelectorAll(`[data-group="${CSS.escape(group)}"]`)) part.classList.toggle("lit", lit);
  };
  for (const [on, off] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    text.addEventListener(on, (event) => light(event, true));
    text.addEventListener(off, (event) => light(event, false));
  }
}
