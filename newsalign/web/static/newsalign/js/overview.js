// The overview strip: marks what is in sight in both columns, and the row under the pointer.
const stage = document.querySelector("[data-overview]")?.parentElement;
let overview = document.querySelector("[data-overview]");
const HEIGHT = 420;
const SIDES = ["source", "target"];

/** From where to where a row's band goes in each column, in the strip's own units. */
function edges(band) {
  const spans = (stretches) =>
    stretches ? stretches.split(" ").map((stretch) => stretch.split(",").map(Number)) : [];
  return { source: spans(band.dataset.source), target: spans(band.dataset.target) };
}

/** The part of a box that is in sight, as two shares of its height; nothing if none is. */
function inSight(element) {
  const box = element.getBoundingClientRect();
  const head = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--head")) || 0;
  const from = Math.max(0, (head - box.top) / box.height);
  const to = Math.min(1, (innerHeight - box.top) / box.height);
  return box.height && from < to ? [from, to] : null;
}

/** In the view "In order" every column has its own part in sight. */
function spansOfColumns() {
  const all = [...overview.querySelectorAll(".band")].map(edges);
  return Object.fromEntries(
    SIDES.map((name) => {
      const end = Math.max(0, ...all.flatMap((band) => band[name].map(([, to]) => to)));
      const seen = inSight(stage.querySelector(`.column.${name}`));
      return [name, seen ? [seen.map((share) => share * end)] : []];
    }),
  );
}

/** Among rows, a moved one says nothing about where the target is being read. */
function spansOfRows() {
  const spans = { source: [], target: [] };
  for (const row of stage.querySelectorAll(".row")) {
    const seen = inSight(row);
    const band = seen && overview.querySelector(`[data-band="${row.dataset.row}"]`);
    if (!band || band.matches(".moved")) continue;
    for (const [name, found] of Object.entries(edges(band))) {
      for (const [top, bottom] of found) {
        spans[name].push(seen.map((share) => top + share * (bottom - top)));
      }
    }
  }
  return spans;
}

function follow() {
  const order = stage.querySelector("[data-order]");
  const spans = order?.checkVisibility() ? spansOfColumns() : spansOfRows();
  for (const name of SIDES) {
    const top = Math.min(HEIGHT, ...spans[name].map(([from]) => from));
    const bottom = Math.max(0, ...spans[name].map(([, to]) => to));
    const marker = overview.querySelector(`[data-window="${name}"]`);
    marker.setAttribute("y", top);
    marker.setAttribute("height", Math.max(0, bottom - top));
  }
}

function lightRow(row) {
  for (const element of stage.querySelectorAll(".band.lit, .ribbon.lit, .par.lit")) {
    element.classList.remove("lit");
  }
  if (!row) return;
  const named = `[data-band="${row}"], .ribbon[data-ribbon="${row}"], .par[data-row="${row}"]`;
  for (const element of stage.querySelectorAll(named)) element.classList.add("lit");
}

if (stage) {
  let asked = 0;
  const later = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(follow);
  };
  addEventListener("scroll", later, { passive: true });
  new ResizeObserver(later).observe(stage);
  document.addEventListener("comparison:changed", () => {
    overview = stage.querySelector("[data-overview]");
    later();
  });
  stage.addEventListener("pointerover", (event) => {
    const over = event.target.closest("[data-row], [data-band], [data-ribbon]")?.dataset;
    lightRow(over && (over.row ?? over.band ?? over.ribbon));
  });
  stage.addEventListener("pointerleave", () => lightRow(null));
}
