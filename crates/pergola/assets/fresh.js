// Keeps an open inbox, page of news, conversation or queue of moderators fresh: when the server says that something is new, the page is asked for again and
// what changed in it is taken over. Nothing here is needed: without scripts a reload does the same.
"use strict";

const places = ["list", "news", "thread"];
const find = (root, place) => root.querySelector(`[data-fresh="${place}"]`);
const here = places.filter((place) => find(document, place));
const thread = find(document, "thread");
const word = document.querySelector("[data-fresh-word]");
const older = thread && thread.dataset.page !== "1";

// New messages are added below, so that nothing that is being read moves; a screen reader reads only them.
const append = (fresh) => {
  const last = thread.lastElementChild;
  const low = last && last.getBoundingClientRect().top < innerHeight;
  let added = null;
  for (const line of [...fresh.children]) {
    if (!document.getElementById(line.id)) added = thread.appendChild(document.adoptNode(line));
  }
  if (added && low) added.scrollIntoView({ block: "nearest" });
};

const take = (fresh) => {
  for (const place of here) {
    const [now, then] = [find(document, place), find(fresh, place)];
    if (!then) continue;
    if (place === "thread") {
      if (older) word.hidden = false;
      else append(then);
    } else if (!now.contains(document.activeElement)) {
      now.replaceChildren(...[...then.childNodes].map((node) => document.adoptNode(node)));
    }
  }
  const [mark, waits] = [".nav [data-waits]", ".nav [data-waits] .mark"];
  const [now, then] = [document.querySelector(mark), fresh.querySelector(waits)];
  now?.querySelector(".mark")?.remove();
  if (now && then) now.appendChild(document.adoptNode(then));
};

let asking = false;
let again = false;
const look = async () => {
  if (asking) return void (again = true);
  asking = true;
  do {
    again = false;
    const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } else if (word) {
      word.hidden = false;
    }
  } while (again);
  asking = false;
};

// A browser has few connections for one server: a page that nobody looks at gives its own back.
let source = null;
let begun = false;
const listen = () => {
  if (document.visibilityState === "hidden") {
    source?.close();
    source = null;
    return;
  }
  if (source) return;
  source = new EventSource("/stream");
  source.addEventListener("ready", () => {
    if (begun) look();
    begun = true;
  });
  source.addEventListener("notice", look);
  source.addEventListener("case", look);
  source.addEventListener("message", (event) => {
    if (!event.data) return;
    const { conversation, message } = JSON.parse(event.data);
    const known = thread?.dataset.id === conversation && document.getElementById(`m${message}`);
    if (!known) look();
  });
};

if (here.length && "EventSource" in window) {
  document.addEventListener("visibilitychange", listen);
  listen();
}
