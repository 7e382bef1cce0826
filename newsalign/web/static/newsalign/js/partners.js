// A sentence and its counterpart light up together, under the pointer and with the keyboard.
// All sentences are one stop of the Tab key; arrows go on from there, Enter crosses over. In a
// review only the arrows to the sides do: up, down and Enter are about rows then.
const comparison = document.querySelector(".comparison");
const hint = comparison?.querySelector("[data-hint]");
const sentencesIn = (root, bead) => [
  ...root.querySelectorAll(bead ? `[data-bead="${bead}"]` : "[data-bead]"),
];

let lit = [];

function light(sentence) {
  for (const element of lit) element.classList.remove("lit");
  lit = sentence ? sentencesIn(comparison, sentence.dataset.bead) : [];
  for (const element of lit) element.classList.add("lit");
  showHint(sentence);
}

const column = (sentence) => sentence.closest(".source, .target, .translation");
const side = (sentence) =>
  ["source", "target", "translation"].find((name) => column(sentence)?.classList.contains(name));

function partnersOf(sentence) {
  const own = side(sentence);
  return lit.filter((other) => other.checkVisibility() && side(other) !== own && !other.closest(".translation"));
}

function showHint(sentence) {
  hint.hidden = true;
  const partner = sentence && partnersOf(sentence)[0];
  if (!partner) return;
  const box = partner.getBoundingClientRect();
  const top = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--head")) || 0;
  const isAbove = box.bottom < top;
  if (!isAbove && box.top < innerHeight) return;
  const place = column(partner).getBoundingClientRect();
  hint.textContent = isAbove ? hint.dataset.above : hint.dataset.below;
  hint.classList.toggle("above", isAbove);
  hint.classList.toggle("below", !isAbove);
  hint.style.left = `${place.left + place.width / 2}px`;
  hint.hidden = false;
}

function makeStop(sentence) {
  for (const other of sentencesIn(sentence.closest("[data-sentences]"))) other.tabIndex = -1;
  sentence.tabIndex = 0;
}

function neighbour(sentence, step) {
  const own = side(sentence);
  const all = sentencesIn(sentence.closest("[data-sentences]"))
    .filter((other) => other.checkVisibility() && side(other) === own);
  return all[all.indexOf(sentence) + step];
}

function onKey(event) {
  const sentence = event.target.closest("[data-bead]");
  if (sentence !== event.target || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if ("reviewing" in comparison.dataset && !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const next = step ? neighbour(sentence, step) : event.key === "Enter" && partnersOf(sentence)[0];
  if (event.key === "Escape") sentence.blur();
  if (!next) return;
  event.preventDefault();
  makeStop(next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function prepare() {
  for (const list of comparison.querySelectorAll("[data-sentences]")) {
    for (const sentence of sentencesIn(list)) {
      sentence.tabIndex = -1;
      sentence.setAttribute("aria-describedby", "sentence-keys");
    }
    const first = list.querySelector("[data-bead]");
    if (first) first.tabIndex = 0;
  }
}

if (comparison) {
  prepare();
  document.addEventListener("comparison:changed", prepare);
  const focused = () => document.activeElement?.closest?.("[data-bead]") ?? null;
  comparison.addEventListener("pointerover", (event) => {
    light(event.target.closest("[data-bead]") ?? focused());
  });
  comparison.addEventListener("pointerleave", () => light(focused()));
  comparison.addEventListener("focusin", (event) => {
    const sentence = event.target.closest("[data-bead]");
    if (sentence) makeStop(sentence);
    light(sentence);
  });
  comparison.addEventListener("focusout", () => light(null));
  comparison.addEventListener("keydown", onKey);
}
