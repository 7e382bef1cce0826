// Reviewing: the selected row or sentence, its actions, and steps sent to the server. Everything a
// key does is a button too; a step's answer brings the changed rows, and the selection stays.
const tools = document.querySelector("[data-review-tools]");
const comparison = document.querySelector(".comparison");
const stage = comparison?.querySelector(".stage");
const ROWS = ".row, .par";
const shownRows = () => [...stage.querySelectorAll(ROWS)].filter((row) => row.checkVisibility());
const sentencesOf = (row) => [...row.querySelectorAll("[data-sentence]")];
const text = (name) => tools.dataset[name];

let current = null; // the selected row
let actions = null; // the form with the actions of the row it stands in
let queue = Promise.resolve();
let unsaved = { sentence: null, note: "" }; // a note that was refused, and the first sentence it is about

const currentSentence = () => current?.querySelector(".s.selected") ?? null;
const inColumn = (row) => shownRows().filter((other) => other.dataset.side === row.dataset.side);

/** The line stands in a live region: what comes in is read out. */
function say(words) {
  const line = document.querySelector("#review-message");
  line.classList.remove("error");
  line.textContent = words;
}

/** Selects a row, or one of its sentences. */
function choose(row, sentence = null) {
  for (const old of stage.querySelectorAll(".current, .selected")) old.classList.remove("current", "selected");
  current = row;
  row?.classList.add("current");
  sentence?.classList.add("selected");
  place(row);
  document.dispatchEvent(new CustomEvent("review:chosen", { detail: { row, sentence } }));
}

function go(row, sentence = null) {
  if (!row) return;
  (sentence ?? row).focus({ preventScroll: true });
  (sentence ?? row).scrollIntoView({ block: "nearest" });
}

/** The actions come to a row; where passages stand close together they stay in the bar below. */
function place(row) {
  if (!row?.dataset.beads) {
    actions.remove();
    return;
  }
  const isWide = matchMedia("(width >= 48rem)").matches;
  const host = row.matches(".par") && isWide ? document.querySelector("[data-actions-slot]") : row;
  if (actions.parentElement !== host) host.append(actions);
  const decided = "decided" in row.dataset;
  actions.querySelector('[data-step="confirm"]').hidden = decided;
  actions.querySelector('[data-step="withdraw"]').hidden = !decided;
  for (const button of actions.querySelectorAll("[data-of-sentence]")) button.hidden = !currentSentence();
}

/** What to select again once rows were exchanged: sentences keep their keys, rows do not. */
function remember() {
  const active = document.activeElement;
  const inside = actions.contains(active) || current?.contains(active) || active === document.body || stage.contains(active);
  return {
    keys: [currentSentence(), ...(current ? sentencesOf(current) : [])].map((s) => s?.dataset.sentence),
    side: current?.dataset.side,
    sentence: currentSentence()?.dataset.sentence,
    step: actions.contains(active) ? active.dataset.step : null,
    outside: inside ? null : active.getAttribute("formaction"),
    number: current ? shownRows().indexOf(current) : -1,
    inside,
  };
}

function restore(kept) {
  const found = kept.keys
    .map((key) => stage.querySelector(`[data-sentence="${key}"]`))
    .find((sentence) => sentence?.checkVisibility());
  const row = found?.closest(ROWS) ?? shownRows()[Math.min(kept.number, shownRows().length - 1)];
  const chosen = kept.sentence && row?.querySelector(`[data-sentence="${kept.sentence}"]`);
  choose(row ?? null, chosen || null);
  if (kept.outside) {
    const same = document.querySelector(`#review [formaction="${CSS.escape(kept.outside)}"]:enabled`);
    const isOpen = same && !same.closest("details:not([open])");
    return (isOpen ? same : document.querySelector("#review summary"))?.focus({ preventScroll: true });
  }
  if (!kept.inside || !row) return;
  const button = kept.step && actions.querySelector(`[data-step="${kept.step}"]:not([hidden])`);
  if (button) button.focus({ preventScroll: true });
  else go(row, chosen);
}

function prepare() {
  for (const row of stage.querySelectorAll(ROWS)) {
    row.tabIndex = -1;
    if (row.matches(".par")) row.setAttribute("role", "group");
    const words = row.querySelectorAll(".mark > :not(svg, .to)");
    const said = new Set([...words].map((one) => one.textContent.trim().replace(/\s+/g, " ")).filter(Boolean));
    const start = row.querySelector(".text")?.textContent.trim().replace(/\s+/g, " ").slice(0, 80);
    row.setAttribute("aria-label", `${[...said].join(", ")}. ${start ?? ""}…`);
  }
}

function address(step) {
  return text("url").replace("STEP", step) + location.search;
}

/** Sends one step; says whether it was taken. The answer says in a sentence what was done, or why nothing was. */
async function send(step, fields) {
  const kept = remember();
  const values = {
    ...fields,
    version: document.querySelector("#review-version").value,
    csrfmiddlewaretoken: tools.querySelector("[name=csrfmiddlewaretoken]").value,
  };
  let changed = null;
  const listen = (event) => (changed = event.detail.changed);
  document.addEventListener("review", listen, { once: true });
  // Settled at once: what is measured and focused next has its new classes.
  const given = { values, target: "#review", swap: "none settle:0ms" };
  await htmx.ajax("POST", address(step), given).catch(() => {});
  document.removeEventListener("review", listen);
  stage.querySelector("[data-refusal]")?.remove();
  if (changed === null) {
    say(text("failed"));
    return false;
  }
  prepare();
  document.dispatchEvent(new CustomEvent("comparison:changed"));
  restore(kept);
  return tellOutcome(changed);
}

function tellOutcome(changed) {
  const line = document.querySelector("#review-message");
  const canUndo = document.querySelector('#review [data-step="undo"]:enabled');
  if (changed && canUndo) line.append(` · ${text("undo")}`);
  if (!line.matches(".error")) return true;
  const refusal = document.createElement("p");
  refusal.className = "refusal";
  refusal.dataset.refusal = "";
  refusal.textContent = line.textContent.trim();
  current?.append(refusal);
  return false;
}

/** One after the other: a fast hand is not faster than the page it sees. */
function later(work) {
  queue = queue.then(work).catch((error) => reportError(error));
  return queue;
}

const tokens = () => currentSentence()?.dataset.token ?? current.dataset.beads;
const oneToken = () => tokens().split(" ")[0];

function nextBead(sentence) {
  const { bead } = sentence.dataset;
  const all = [...stage.querySelectorAll("[data-sentence]")].filter(
    (s) => s.checkVisibility() && s.closest(".source, .target").className === sentence.closest(".source, .target").className,
  );
  const place = all.findLastIndex((s) => s.dataset.bead === bead);
  return all[place + 1];
}

function merge() {
  const sentence = currentSentence();
  if (sentence) {
    const next = nextBead(sentence);
    if (!next) return say(text("nothingNext"));
    return send("merge", { beads: `${sentence.dataset.token} ${next.dataset.token}` });
  }
  const others = inColumn(current);
  const mine = current.dataset.row;
  const next = others.slice(others.indexOf(current) + 1).find((row) => row.dataset.row !== mine);
  if (!next) return say(text("nothingNext"));
  return send("merge_rows", { beads: current.dataset.beads, following: next.dataset.beads });
}

function split() {
  const sentence = currentSentence();
  if (!sentence) return say(text("chooseSentence"));
  return send("split", { beads: sentence.dataset.token, sentences: sentence.dataset.sentence });
}

/** Confirms, and goes on to the next row (or stays with the sentence's bead, or where it was refused). */
async function confirm(goOn) {
  const whole = !currentSentence();
  const isOpen = !("decided" in current.dataset) || !whole;
  const taken = !isOpen || (await send("confirm", { beads: tokens() }));
  if (!goOn || !whole || !current || !taken) return;
  const column = inColumn(current);
  go(column[column.indexOf(current) + 1]);
}

function ask(name, value) {
  delete comparison.dataset.asking;
  const dialog = tools.querySelector(`dialog[data-ask="${name}"]`);
  const form = dialog.querySelector("form");
  form.elements.beads.value = name === "note" ? oneToken() : tokens();
  const field = form.elements[name === "note" ? "note" : "who"];
  // Who was chosen before stays a choice, even if they may no longer review.
  if (field.options && ![...field.options].some((one) => one.value === value)) field.add(new Option(value, value));
  field.value = name === "note" && unsaved.sentence === firstSentence() ? unsaved.note : value;
  dialog.showModal();
  field.focus();
}

/** The places where the sentence can be cut come from the server, as choices. */
async function askForCut() {
  const sentence = currentSentence();
  const slot = tools.querySelector("#sentence-places");
  slot.replaceChildren();
  const url = text("sentenceUrl").replace("/0/", `/${sentence.dataset.sentence}/`);
  await htmx.ajax("GET", url, { target: slot, swap: "innerHTML settle:0ms" }).catch(() => {});
  delete comparison.dataset.asking;
  const chosen = slot.querySelector("input:checked") ?? slot.querySelector("button");
  if (!chosen) return say(text("failed"));
  slot.closest("dialog").showModal();
  chosen.focus();
}

const joinSentences = () =>
  send("join_sentences", { beads: currentSentence().dataset.token, sentences: currentSentence().dataset.sentence });

const firstSentence = () => (currentSentence() ?? current.querySelector("[data-sentence]"))?.dataset.sentence;

/** What was written is not lost where somebody else was quicker: it is there when one asks for the note again. */
async function sendAsked(step, values) {
  const sentence = firstSentence();
  const taken = await send(step, values);
  if (step === "note") unsaved = taken ? { sentence: null, note: "" } : { sentence, note: values.note };
}

const held = (name) => (currentSentence() ?? current.querySelector(`[data-${name}]`))?.dataset[name] ?? "";

const STEPS = {
  confirm: (byKey) => confirm(byKey),
  withdraw: () => send("withdraw", { beads: tokens() }),
  reject: () => send("reject", { beads: tokens() }),
  confirm_above: () => send("confirm_above", { beads: oneToken() }),
  merge_rows: merge,
  split,
  split_sentence: askForCut,
  join_sentences: joinSentences,
  unlink: () => send("unlink", { beads: tokens() }),
  one_sided: () => send("one_sided", { beads: tokens() }),
  mark: () => document.dispatchEvent(new CustomEvent("review:mark")),
  link: () => document.dispatchEvent(new CustomEvent("review:link")),
  move: () => document.dispatchEvent(new CustomEvent("review:move")),
  note: () => ask("note", held("note")),
  flag: () => ask("flag", held("flag")),
};
const ANYWHERE = { undo: () => send("undo", {}), redo: () => send("redo", {}) };

const OF_SENTENCE = ["split_sentence", "join_sentences"];
const ASKING = ["note", "flag", "split_sentence"];

function refuse(name) {
  delete comparison.dataset.asking;
  say(text(name));
}

function take(step, byKey) {
  if (!current?.dataset.beads) return refuse("chooseRow");
  if (OF_SENTENCE.includes(step) && !currentSentence()) return refuse("chooseSentence");
  return STEPS[step](byKey);
}

function run(step, byKey = false) {
  if (ANYWHERE[step]) return later(ANYWHERE[step]);
  if (ASKING.includes(step)) comparison.dataset.asking = "";
  return later(() => take(step, byKey));
}

function toStep(event) {
  const form = event.target;
  if (form.matches("dialog[data-ask] form")) {
    if (event.submitter?.value === "cancel") return;
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    form.closest("dialog").close();
    later(() => sendAsked(form.dataset.step, values));
    return;
  }
  const step = event.submitter?.dataset.step;
  if (form === actions && step) {
    event.preventDefault();
    const row = actions.closest(ROWS);
    if (row && row !== current) choose(row);
    run(step);
    return;
  }
  const named = /\/review\/([a-z_]+)\//.exec(event.submitter?.formAction ?? "")?.[1];
  if (!named || !form.closest("#review")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const given = Object.fromEntries(new FormData(form, event.submitter));
  later(() => send(named, given));
}

function start() {
  comparison.dataset.reviewing = "";
  stage.querySelector("form[data-row-actions]")?.closest("[data-by-hand]").remove();
  actions = tools.querySelector("template").content.firstElementChild.cloneNode(true);
  prepare();
  stage.addEventListener("focusin", (event) => {
    const row = event.target.closest(ROWS);
    if (!row || actions.contains(event.target)) return;
    choose(row, event.target.closest("[data-sentence]"));
  });
  stage.addEventListener("pointermove", (event) => {
    const row = event.target.closest(ROWS);
    if (!row?.matches(".row") || actions.contains(document.activeElement)) return;
    if (!row.contains(actions)) place(row);
  });
  stage.addEventListener("pointerleave", () => place(current));
  stage.addEventListener("click", (event) => {
    if (event.target.closest("a, button, summary, input, select, textarea")) return;
    const row = event.target.closest(ROWS);
    if (row && !getSelection().toString()) (event.target.closest("[data-sentence]") ?? row).focus({ preventScroll: true });
  });
  document.addEventListener("submit", toStep, { capture: true });
  document.addEventListener("review:send", ({ detail }) => later(() => send(detail.step, detail.fields)));
  document.addEventListener("review:run", ({ detail }) => run(detail.step, true));
  document.addEventListener("review:go", ({ detail }) => later(() => go(detail.row, detail.sentence)));
  document.addEventListener("review:marks", ({ detail }) => {
    actions.querySelector('[data-step="move"]').hidden = !detail.any;
  });
  document.addEventListener("review:say", ({ detail }) => say(text(detail)));
  const row = /^#(r?[st]\d+)$/.exec(location.hash)?.[1];
  const named = row && document.getElementById(row)?.closest(ROWS);
  if (named) choose(named);
}

if (tools && stage) start();
