// Two small comforts, and nothing that is needed: a file may be dropped on the form, and an import's progress keeps
// itself fresh. Without scripts the form has its button and the page its link.
"use strict";

const form = document.querySelector("[data-drop]");
if (form) {
  const field = form.querySelector("input[type=file]");
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", event.type === "dragover");
  };
  for (const kind of ["dragover", "dragleave"]) form.addEventListener(kind, over);
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    over(event);
    field.files = event.dataTransfer.files;
  });
}

const panel = document.querySelector("[data-progress]");
if (panel) {
  const [bar, head, percent] = ["progress", "#far", "#percent"].map((what) => panel.querySelector(what));
  const [title, lead] = ["h1", ".page-head p"].map((what) => document.querySelector(what));
  const stages = panel.querySelectorAll(".states li");
  const say = (place, text) => {
    if (place.textContent !== text) place.textContent = text;
  };
  const look = async () => {
    const answer = await fetch(panel.dataset.progress, { headers: { accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    const fresh = await answer.json();
    if (!fresh.running) return location.reload();
    bar.value = fresh.percent;
    percent.textContent = fresh.percent;
    say(head, fresh.head);
    say(title, fresh.title);
    say(lead, fresh.lead);
    fresh.stages.forEach((stage, at) => {
      stages[at].className = stage.class;
      say(stages[at].lastElementChild, stage.says);
    });
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}
