// The word under the pointer and the word that corresponds to it light up together; so do words that
// a tap or Shift and an arrow key leads to, and a switch marks the words that have none. Nothing is
// put into the text: the browser paints ranges of it. What corresponds is asked for bead by bead.
import { latinKey } from "./letters.js";

const stage = document.querySelector(".comparison .stage[data-words]");
const said = document.querySelector("[data-words-said]");
const tool = document.querySelector("[data-words-tool]"); // only where there is a lexicon
const button = tool?.querySelector("button");
const SWITCH = "newsalign.words";
const LEVELS = ["weak", "fair", "strong"];
const PAUSE = 90; // milliseconds that the pointer rests on a sentence before its words are asked for
const levelOf = (strength) => LEVELS[(strength >= 0.5) + (strength >= 0.8)];
const sentenceAt = (target) => target.closest?.("[data-sentence][data-token]") ?? null;
const sentenceOf = ([key]) => stage.querySelector(`[data-sentence="${key}"]`);

const asked = new Map(); // the words of a bead, by its token

async function ask(token) {
  const answer = await fetch(stage.dataset.words.replace("0.0", token), { redirect: "error" });
  if (!answer.ok) return [];
  const { links, alone } = await answer.json();
  const linked = links.flatMap(({ source, target, strength }) => [
    { span: source, other: target, level: levelOf(strength) },
    { span: target, other: source, level: levelOf(strength) },
  ]);
  return [...linked, ...alone.map((span) => ({ span, other: null, level: "none" }))];
}

function wordsOfBead(token) {
  if (!asked.has(token)) asked.set(token, ask(token).catch(() => asked.delete(token) && []));
  return asked.get(token);
}

async function wordsOf(sentence) {
  const words = await wordsOfBead(sentence.dataset.token);
  const own = words.filter(({ span }) => String(span[0]) === sentence.dataset.sentence);
  return own.sort((a, b) => a.span[1] - b.span[1]);
}

/** A sentence's own text, through whatever marks it, and where each part begins; not what is only read out. */
function* partsOf(sentence) {
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  for (let begin = 0; walker.nextNode();) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".visually-hidden")) continue;
    yield { node, begin, end: begin + node.length };
    begin += node.length;
  }
}

function rangeOf([key, start, end]) {
  const parts = [...partsOf(sentenceOf([key]) ?? document.createElement("span"))];
  const first = parts.find((part) => start >= part.begin && start < part.end);
  const last = parts.find((part) => end > part.begin && end <= part.end);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, start - first.begin);
  range.setEnd(last.node, end - last.begin);
  return range;
}

/** The place in a sentence's text under the pointer, -1 if there is none. */
function offsetAt(sentence, { clientX: x, clientY: y }) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const node = caret?.offsetNode ?? range?.startContainer;
  const part = [...partsOf(sentence)].find((one) => one.node === node);
  return part ? part.begin + (caret?.offset ?? range.startOffset) : -1;
}

const painting = (name, spans) => CSS.highlights.set(name, new Highlight(...spans.map(rangeOf).filter(Boolean)));

// One word at a time

let shown = null;
let byKeys = false;
let pointed = null; // the sentence under the pointer
let offset = -1; // in its text: lines may break anew while its words are asked for
let resting = 0;

function show(word) {
  if (word === shown) return;
  shown = word;
  for (const level of [...LEVELS, "none"]) CSS.highlights.delete(`word-${level}`);
  if (word) painting(`word-${word.level}`, [word.span, word.other].filter(Boolean));
}

async function showPointed() {
  const sentence = pointed;
  const words = sentence ? await wordsOf(sentence) : [];
  if (sentence !== pointed) return;
  byKeys = false;
  show(words.find(({ span }) => span[1] <= offset && offset <= span[2]) ?? null);
}

function point(event, pause) {
  const sentence = sentenceAt(event.target);
  if (sentence !== pointed) show(null);
  pointed = sentence;
  clearTimeout(resting);
  if (!sentence) return show(null);
  offset = offsetAt(sentence, event);
  if (pause && !asked.has(sentence.dataset.token)) resting = setTimeout(showPointed, pause);
  else showPointed();
}

/** From word to word of the sentence in focus; what corresponds is said, to those who ask for it so. */
async function stepTo(sentence, by) {
  const words = await wordsOf(sentence);
  const place = words.indexOf(shown);
  const next = words[place < 0 ? (by > 0 ? 0 : words.length - 1) : place + by];
  if (!next || document.activeElement !== sentence) return;
  byKeys = true;
  show(next);
  const part = (span) => {
    const one = document.createElement("span");
    one.lang = sentenceOf(span)?.closest("[lang]").lang ?? "";
    one.textContent = rangeOf(span)?.toString() ?? "";
    return one;
  };
  const other = next.other ? [part(next.other), ", "] : [];
  said.replaceChildren(part(next.span), ": ", ...other, said.dataset[next.level]);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const by = event.shiftKey && { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const sentence = sentenceAt(event.target);
  if (by && sentence === event.target && getSelection().isCollapsed) stepTo(sentence, by);
  else if (latinKey(event) === "h" && button && !event.target.closest("input, textarea, select, dialog[open]")) button.click();
  else return;
  event.preventDefault();
}

// Words without counterpart, as the passages come into sight

const near = new IntersectionObserver(
  (entries) => {
    const tokens = entries.filter((entry) => entry.isIntersecting).map(({ target }) => target.dataset.token);
    for (const token of new Set(tokens)) wordsOfBead(token).then(markAlone);
    for (const { target, isIntersecting } of entries) if (isIntersecting) near.unobserve(target);
  },
  { rootMargin: "300px 0px" },
);

const isOn = () => button?.getAttribute("aria-pressed") === "true";
let alone = null;

function markAlone(words) {
  if (!isOn()) return;
  for (const range of words.filter(({ other }) => !other).map(({ span }) => rangeOf(span))) if (range) alone.add(range);
}

/** A passage that stands in one edition only is marked as a whole already. */
function pairedSentences() {
  const all = [...stage.querySelectorAll("[data-sentence][data-token]")];
  const beads = ["source", "target"].map((side) => new Set(all.filter((s) => s.closest(`.${side}`)).map((s) => s.dataset.bead)));
  return all.filter(({ dataset }) => dataset.token && beads.every((side) => side.has(dataset.bead)));
}

function markAll() {
  near.disconnect();
  alone = new Highlight();
  CSS.highlights.set("words-alone", alone);
  if (isOn()) for (const sentence of pairedSentences()) near.observe(sentence);
}

function turn(on) {
  button.setAttribute("aria-pressed", String(on));
  document.querySelector("[data-words-note]").hidden = !on;
  sessionStorage.setItem(SWITCH, on ? "on" : "");
  markAll();
}

if (stage && CSS.highlights) {
  if (tool) {
    tool.hidden = false;
    turn(sessionStorage.getItem(SWITCH) === "on");
    button.addEventListener("click", () => turn(!isOn()));
  }
  stage.addEventListener("pointermove", (event) => event.pointerType !== "touch" && point(event, PAUSE));
  stage.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && point(event, 0));
  // A tap, just where it was: the click that follows is moved to what the browser takes it to be for.
  stage.addEventListener("pointerup", (event) => event.pointerType === "touch" && point(event, 0));
  stage.addEventListener("focusout", () => byKeys && show(null));
  document.addEventListener("keydown", onKey);
  document.addEventListener("comparison:changed", () => {
    show(null);
    markAll();
  });
}
