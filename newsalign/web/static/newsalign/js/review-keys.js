// The keys of a review. They rest while somebody types, in dialogs and beside modifier keys.
import { latinKey } from "./letters.js";

const tools = document.querySelector("[data-review-tools]");
const stage = document.querySelector(".comparison .stage");
const ROWS = ".row, .par";
const rows = () => [...stage.querySelectorAll(ROWS)].filter((row) => row.checkVisibility() && row.dataset.beads);
const current = () => stage.querySelector(".current");
const chosen = () => stage.querySelector(".selected");
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`review:${name}`, { detail }));
const go = (row, sentence = null) => row && tell("go", { row, sentence });

const RUNS = {
  m: "merge_rows",
  s: "split",
  S: "split_sentence",
  M: "join_sentences",
  u: "unlink",
  l: "link",
  v: "move",
  o: "one_sided",
  x: "reject",
  w: "withdraw",
  a: "confirm_above",
  c: "note",
  f: "flag",
  z: "undo",
  Z: "redo",
};

function rowInSight() {
  const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  return rows().find((row) => row.getBoundingClientRect().bottom > top + 24);
}

function step(by) {
  const row = current();
  if (!row) return go(rowInSight());
  const column = rows().filter((other) => other.dataset.side === row.dataset.side);
  return go(column[column.indexOf(row) + by]);
}

/** The least sure first; from one of them on to the next. */
function toDoubtful() {
  const open = new Map();
  for (const row of rows()) {
    if ("confidence" in row.dataset && !open.has(row.dataset.row)) open.set(row.dataset.row, row);
  }
  const sorted = [...open.values()].sort((a, b) => a.dataset.confidence - b.dataset.confidence);
  const place = sorted.findIndex((row) => row.dataset.row === current()?.dataset.row);
  if (!sorted.length) return tell("say", "allDecided");
  return go(sorted[(place + 1) % sorted.length]);
}

const middle = (element) => {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
};

/** To the counterpart; from a passage without one to what stands beside it. */
function across() {
  const row = current();
  if (!row) return;
  const sentence = chosen() ?? row.querySelector("[data-sentence]");
  const side = (s) => (s.closest(".source") ? "source" : "target");
  const all = [...stage.querySelectorAll("[data-sentence]")].filter((s) => s.checkVisibility());
  const others = all.filter((s) => side(s) !== side(sentence));
  const partner = others.find((s) => s.dataset.bead === sentence.dataset.bead);
  const near = (s) => Math.abs(middle(s) - middle(sentence));
  const found = partner ?? others.reduce((best, s) => (!best || near(s) < near(best) ? s : best), null);
  if (!found) return;
  go(found.closest(ROWS), chosen() || !row.dataset.side ? found : null);
}

function intoSentences(event, last) {
  const row = current();
  if (!row || event.target !== row) return false;
  const all = row.querySelectorAll("[data-sentence]");
  go(row, all[last ? all.length - 1 : 0]);
  return true;
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  // A field opens as soon as the steps before it are answered: what is typed meanwhile is no key.
  if ("asking" in stage.parentElement.dataset) return;
  const key = latinKey(event);
  const onText = event.target === current() || event.target === chosen();
  if (key === "Enter" && onText) tell("run", { step: "confirm" });
  else if (key === " " && onText) tell("run", { step: "mark" });
  else if (key === "j" || (key === "ArrowDown" && onText)) step(1);
  else if (key === "k" || (key === "ArrowUp" && onText)) step(-1);
  else if (key === "ArrowRight" && intoSentences(event, false)) event.preventDefault();
  else if (key === "ArrowLeft" && intoSentences(event, true)) event.preventDefault();
  else if (key === "Escape" && current()) {
    tell("unmark");
    if (chosen()) go(current());
  } else if (key === "n") toDoubtful();
  else if (key === "g") across();
  else if (key === "?") tools.querySelector("dialog[data-keys]").showModal();
  else if (RUNS[key]) tell("run", { step: RUNS[key] });
  else return;
  event.preventDefault();
}

if (tools && stage) {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-show-keys]")) tools.querySelector("dialog[data-keys]").showModal();
    if (event.target.closest("[data-print]")) print();
  });
}
