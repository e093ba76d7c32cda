// While somebody types what he looks for, the box offers names and titles of what he would find.
// Nothing here is needed: without scripts one looks by sending the words.
"use strict";

const box = document.querySelector("[data-suggest]");
const PAUSE_MS = 200;
const FEWEST = 2;

let waiting = 0;
let turn = 0;

const look = async () => {
  const words = box.value.trim();
  if (words.length < FEWEST) return;
  turn += 1;
  const mine = turn;
  const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(words)}`).catch(() => null);
  if (mine !== turn || !answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const offered = page.querySelector("datalist");
  if (!offered || mine !== turn) return;
  box.list?.replaceChildren(...[...offered.children].map((node) => document.adoptNode(node)));
};

box?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE_MS);
});
