// Linking: passages are marked on both sides, by keys or by pointer, and become one bead. In the view
// "In order" a ribbon follows from the marked passage to the one that is chosen or pointed at.
const tools = document.querySelector("[data-review-tools]");
const stage = document.querySelector(".comparison .stage");
const order = stage?.querySelector("[data-order]");
const NAMESPACE = "http://www.w3.org/2000/svg";
const side = (element) => (element.closest(".source") ? "source" : "target");
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`review:${name}`, { detail }));
const say = (name) => tell("say", name);

const marked = new Set(); // keys of sentences

const spans = () =>
  [...stage.querySelectorAll("[data-sentence]")].filter((s) => marked.has(s.dataset.sentence));
const sidesMarked = () => new Set(spans().map(side));

function show() {
  for (const s of stage.querySelectorAll("[data-sentence]")) {
    s.classList.toggle("marked", marked.has(s.dataset.sentence));
  }
  stage.classList.toggle("linking", marked.size > 0);
  tell("marks", { any: marked.size > 0 });
  for (const knot of stage.querySelectorAll(".knot")) {
    const on = knot.parentElement.querySelector(".s.marked");
    knot.setAttribute("aria-pressed", String(Boolean(on)));
  }
  if (!marked.size) erase();
}

function clear() {
  marked.clear();
  show();
}

/** What the selection stands for: its sentence, or all of a row that has one side only. */
function selection() {
  const sentence = stage.querySelector(".selected");
  if (sentence) return [sentence];
  const row = stage.querySelector(".current");
  const all = row ? [...row.querySelectorAll("[data-sentence]")] : [];
  return new Set(all.map(side)).size === 1 ? all : [];
}

function toggle(sentences) {
  if (!sentences.length) return say("chooseSentence");
  const on = !sentences.every((s) => marked.has(s.dataset.sentence));
  for (const s of sentences) marked[on ? "add" : "delete"](s.dataset.sentence);
  show();
  return say(on ? "marked" : "unmarked");
}

function linkMarked() {
  const chosen = spans();
  const beads = [...new Set(chosen.map((s) => s.dataset.token))].join(" ");
  const sentences = chosen.map((s) => s.dataset.sentence).join(" ");
  clear();
  tell("send", { step: "link", fields: { beads, sentences } });
}

/** Marks what is selected; once both sides are marked, links them. */
function link(sentences = selection()) {
  if (sidesMarked().size < 2) {
    if (!sentences.length) return say("chooseSentence");
    for (const s of sentences) marked.add(s.dataset.sentence);
    show();
  }
  return sidesMarked().size === 2 ? linkMarked() : say("marked");
}

/** A sentence of the bead that the selection stands for, if it is only one. */
function goal() {
  const row = stage.querySelector(".current");
  const isOne = row?.dataset.beads && !row.dataset.beads.includes(" ");
  return selection()[0] ?? (isOne ? row.querySelector("[data-sentence]") : null);
}

function move() {
  if (!marked.size) return say("markFirst");
  const into = goal()?.dataset.token;
  const moving = spans().filter((s) => s.dataset.token !== into);
  if (!into || !moving.length) return say("chooseSentence");
  const beads = [...new Set(moving.map((s) => s.dataset.token))].join(" ");
  const sentences = moving.map((s) => s.dataset.sentence).join(" ");
  clear();
  return tell("send", { step: "move", fields: { beads, sentences, into } });
}

// The ribbon that is being drawn

function erase() {
  order?.querySelector(".drawing")?.remove();
}

function draw(from, to) {
  erase();
  const svg = order?.querySelector("[data-ribbons]");
  const area = svg?.getBoundingClientRect();
  if (!area?.width) return;
  const box = from.getBoundingClientRect();
  const [a, b] = [box.top + box.height / 2 - area.top, to.y - area.top];
  const start = side(from) === "source" ? 0 : area.width;
  const end = Math.max(0, Math.min(area.width, to.x - area.left));
  const path = document.createElementNS(NAMESPACE, "path");
  path.setAttribute("class", "drawing");
  path.setAttribute("d", `M${start} ${a}C${area.width / 2} ${a} ${area.width / 2} ${b} ${end} ${b}`);
  svg.append(path);
}

function preview(row) {
  const first = spans()[0]?.closest(".par");
  if (!first || !row || side(first) === side(row)) return erase();
  const box = row.getBoundingClientRect();
  const x = side(row) === "source" ? box.right : box.left;
  return draw(first, { x, y: box.top + box.height / 2 });
}

const sentencesOf = (par) => [...par.querySelectorAll("[data-sentence]")];

function drag(event) {
  const knot = event.target.closest(".knot");
  if (!knot || event.button !== 0) return;
  const from = knot.closest(".par");
  knot.setPointerCapture(event.pointerId);
  const over = (e) => document.elementFromPoint(e.clientX, e.clientY)?.closest(".par");
  const moved = (e) => {
    draw(from, { x: e.clientX, y: e.clientY });
    for (const par of order.querySelectorAll(".par.aimed")) par.classList.remove("aimed");
    const aim = over(e);
    if (aim && side(aim) !== side(from)) aim.classList.add("aimed");
  };
  const done = (e) => {
    knot.removeEventListener("pointermove", moved);
    for (const par of order.querySelectorAll(".par.aimed")) par.classList.remove("aimed");
    erase();
    const aim = e.type === "pointerup" && over(e);
    if (!aim || side(aim) === side(from)) return;
    clear();
    for (const par of [from, aim]) for (const s of sentencesOf(par)) marked.add(s.dataset.sentence);
    linkMarked();
  };
  knot.addEventListener("pointermove", moved);
  for (const end of ["pointerup", "pointercancel"]) knot.addEventListener(end, done, { once: true });
}

/** Every passage of the view "In order" gets a handle at its inner edge. */
function tie() {
  for (const par of order?.querySelectorAll(".par[data-beads]") ?? []) {
    if (par.querySelector(".knot")) continue;
    const knot = document.createElement("button");
    knot.type = "button";
    knot.className = "knot";
    knot.title = tools.dataset.knot;
    knot.setAttribute("aria-label", tools.dataset.knot);
    knot.tabIndex = -1;
    par.append(knot);
  }
  for (const key of [...marked]) {
    if (!stage.querySelector(`[data-sentence="${key}"]`)) marked.delete(key);
  }
  show();
}

function onClick(event) {
  const knot = event.target.closest(".knot");
  if (knot) {
    const all = sentencesOf(knot.closest(".par"));
    if (all.every((s) => marked.has(s.dataset.sentence))) toggle(all);
    else link(all);
    return;
  }
  const sentence = event.target.closest("[data-sentence]");
  const sides = sidesMarked();
  if (!sentence || sides.size !== 1 || sides.has(side(sentence))) return;
  link([sentence]);
}

if (tools && stage) {
  tie();
  document.addEventListener("review:link", () => link());
  document.addEventListener("review:move", move);
  document.addEventListener("review:mark", () => toggle(selection()));
  document.addEventListener("review:unmark", clear);
  document.addEventListener("review:chosen", ({ detail }) => preview(detail.row));
  document.addEventListener("comparison:changed", tie);
  stage.addEventListener("click", onClick);
  stage.addEventListener("pointerdown", drag);
  stage.addEventListener("pointermove", (event) => {
    const par = event.target.closest?.(".par");
    if (par && marked.size && par.checkVisibility()) preview(par);
  });
}
