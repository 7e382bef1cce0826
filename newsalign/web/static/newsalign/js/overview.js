// The overview strip: marks what is in sight in both columns, and the row under the pointer.
const overview = document.querySelector("[data-overview]");
const stage = overview?.parentElement;
const HEIGHT = 420;
const isShown = (element) => element.getClientRects().length > 0;

/** A paragraph's stretch of the strip, in the strip's own units: proportional to its characters. */
function stretchesOf(band) {
  const box = band.getBBox();
  return [box.y, box.y + box.height];
}

function sides(row) {
  const d = row.getAttribute("d");
  const edges = (x) => {
    const found = [];
    const pattern = x === 0 ? /M0 ([\d.]+)H8C.*?([\d.]+)H0Z/g : /38 ([\d.]+)H46V([\d.]+)H38/g;
    for (const [, top, bottom] of d.matchAll(pattern)) found.push([+top, +bottom]);
    return found;
  };
  if (row.matches(".omitted")) return { source: [stretchesOf(row)], target: [] };
  if (row.matches(".added")) return { source: [], target: [stretchesOf(row)] };
  return { source: edges(0), target: edges(38) };
}

function mark(name, spans) {
  const rect = overview.querySelector(`[data-window="${name}"]`);
  const top = Math.min(...spans.map(([from]) => from), HEIGHT);
  const bottom = Math.max(...spans.map(([, to]) => to), 0);
  rect.setAttribute("y", top);
  rect.setAttribute("height", Math.max(0, bottom - top));
}

/** The part of each row's stretch that corresponds to the part of it in sight. */
function follow() {
  const head = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--head")) || 0;
  const spans = { source: [], target: [] };
  for (const element of stage.querySelectorAll("[data-row]")) {
    if (!isShown(element)) continue;
    const box = element.getBoundingClientRect();
    const from = Math.max(0, (head - box.top) / box.height);
    const to = Math.min(1, (innerHeight - box.top) / box.height);
    const band = overview.querySelector(`[data-band="${element.dataset.row}"]`);
    if (from >= to || !band || (band.matches(".moved") && !element.dataset.side)) continue;
    const both = sides(band);
    for (const name of element.dataset.side ? [element.dataset.side] : ["source", "target"]) {
      for (const [top, bottom] of both[name]) {
        spans[name].push([top + from * (bottom - top), top + to * (bottom - top)]);
      }
    }
  }
  for (const name of ["source", "target"]) mark(name, spans[name]);
}

function lightRow(row) {
  for (const element of stage.querySelectorAll(".band.lit, .ribbon.lit, .par.lit")) {
    element.classList.remove("lit");
  }
  if (!row) return;
  const named = `[data-band="${row}"], .ribbon[data-ribbon="${row}"], .par[data-row="${row}"]`;
  for (const element of stage.querySelectorAll(named)) element.classList.add("lit");
}

if (overview) {
  let asked = 0;
  const later = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(follow);
  };
  addEventListener("scroll", later, { passive: true });
  new ResizeObserver(later).observe(stage);
  stage.addEventListener("pointerover", (event) => {
    const over = event.target.closest("[data-row], [data-band], [data-ribbon]")?.dataset;
    lightRow(over && (over.row ?? over.band ?? over.ribbon));
  });
  stage.addEventListener("pointerleave", () => lightRow(null));
}
