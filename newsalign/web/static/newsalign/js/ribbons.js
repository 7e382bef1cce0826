// The ribbons of the view "In order": measured from the paragraphs as they stand on the page.
const order = document.querySelector("[data-order]");
const NAMESPACE = "http://www.w3.org/2000/svg";
const STUB = 14;

/** Top and bottom of every stretch of neighbouring paragraphs that belong to one row. */
function stretches(column, origin) {
  const found = new Map();
  let last = null;
  for (const paragraph of column.querySelectorAll("[data-row]")) {
    const { row } = paragraph.dataset;
    const box = paragraph.getBoundingClientRect();
    const span = { top: box.top - origin, bottom: box.bottom - origin, of: paragraph };
    if (!found.has(row)) found.set(row, []);
    if (row === last) found.get(row).at(-1).bottom = span.bottom;
    else found.get(row).push(span);
    last = row;
  }
  return found;
}

function ribbon(a, b, width) {
  const middle = width / 2;
  return (
    `M0 ${a.top}C${middle} ${a.top} ${middle} ${b.top} ${width} ${b.top}V${b.bottom}` +
    `C${middle} ${b.bottom} ${middle} ${a.bottom} 0 ${a.bottom}Z`
  );
}

function draw() {
  const svg = order.querySelector("[data-ribbons]");
  const area = svg.getBoundingClientRect();
  order.classList.toggle("drawn", area.width > 0);
  if (!area.width) return;
  const [left, right] = ["source", "target"].map((name) =>
    stretches(order.querySelector(`.column.${name}`), area.top),
  );
  const paths = [];
  const add = (row, kind, d) => {
    const path = document.createElementNS(NAMESPACE, "path");
    path.setAttribute("class", `ribbon ${kind}`);
    path.setAttribute("d", d);
    path.dataset.ribbon = row;
    paths.push(path);
  };
  const stub = (row, span, x) =>
    add(row, "one-sided", `M${x} ${span.top}h${STUB}V${span.bottom}h-${STUB}Z`);
  for (const [row, spans] of left) {
    if (!right.has(row)) spans.forEach((span) => stub(row, span, 0));
    for (const a of spans) {
      const kind = a.of.classList.contains("moved") ? "moved" : "";
      for (const b of right.get(row) ?? []) add(row, kind, ribbon(a, b, area.width));
    }
  }
  for (const [row, spans] of right) {
    if (!left.has(row)) spans.forEach((span) => stub(row, span, area.width - STUB));
  }
  paths.sort((a, b) => a.classList.contains("moved") - b.classList.contains("moved"));
  svg.querySelector("g").replaceChildren(...paths);
}

if (order) {
  const observer = new ResizeObserver(draw);
  for (const element of order.querySelectorAll(".column")) observer.observe(element);
  observer.observe(order);
  document.addEventListener("comparison:changed", draw);
}
