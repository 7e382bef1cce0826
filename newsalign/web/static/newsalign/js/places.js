// Links to a row lead to it in whichever view is shown, and changing the view keeps the place.

function rowInSight() {
  const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (scrollY < top) return null;
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.checkVisibility());
  return rows.find((row) => row.getBoundingClientRect().bottom > top + 24)?.dataset.row;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  if (link.matches("[data-keep-place]")) {
    const row = rowInSight();
    link.hash = row ? `r${row}` : "";
    return;
  }
  const row = /^#r([st]\d+)$/.exec(link.getAttribute("href"))?.[1];
  const named = row && document.getElementById(`r${row}`);
  if (!row || named?.checkVisibility()) return;
  const shown = [...document.querySelectorAll(`[data-row="${row}"]`)].find((row) => row.checkVisibility());
  if (!shown) return;
  event.preventDefault();
  shown.scrollIntoView();
});
