// The heads shrink once the page is scrolled below them. The outer box keeps its height meanwhile,
// so the text does not jump; `--head` tells the rest of the page how much of the top is covered.
const heads = document.querySelector("[data-heads]");
const paper = heads?.firstElementChild;

function measure() {
  const sticky = getComputedStyle(heads).position === "sticky";
  const height = sticky ? paper.offsetHeight : 0;
  document.documentElement.style.setProperty("--head", `${height}px`);
}

function stick(isStuck) {
  if (isStuck === heads.classList.contains("stuck")) return;
  heads.style.height = isStuck ? `${heads.offsetHeight}px` : "";
  heads.classList.toggle("stuck", isStuck);
}

if (heads) {
  const above = document.createElement("div");
  heads.before(above);
  new IntersectionObserver(([entry]) => {
    const sticky = getComputedStyle(heads).position === "sticky";
    stick(sticky && !entry.isIntersecting && entry.boundingClientRect.top < 0);
  }).observe(above);
  new ResizeObserver(measure).observe(paper);
  addEventListener("resize", () => {
    heads.style.height = "";
    heads.classList.remove("stuck");
    stick(getComputedStyle(heads).position === "sticky" && above.getBoundingClientRect().top < 0);
    measure();
  });
}
