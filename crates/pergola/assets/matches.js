// While an ask or an offer is being written, what fits it appears below, as the page that shows it beforehand has it.
// Nothing here is needed: without scripts the second button shows the same.
"use strict";

const form = document.querySelector("[data-preview]");
const place = document.querySelector("[data-live]");
const PAUSE_MS = 700;
const FEWEST = 12;

let waiting = 0;
let asked = "";
let turn = 0;

const look = async () => {
  const fields = new URLSearchParams(new FormData(form));
  const text = form.elements.text.value.trim();
  const now = [text, form.elements.topics.value, form.elements.place.value, form.elements.language.value].join("\n");
  if (now === asked) return;
  asked = now;
  if (text.length < FEWEST) return void (place.hidden = true);
  turn += 1;
  const mine = turn;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: fields }).catch(() => null);
  // What was typed meanwhile has its own answer; a refusal is said when the form is sent.
  if (mine !== turn || !answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fits = page.querySelector("[data-fits]");
  if (!fits || mine !== turn) return;
  place.replaceChildren(...[...fits.childNodes].map((node) => document.adoptNode(node)));
  place.hidden = false;
};

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE_MS);
});
