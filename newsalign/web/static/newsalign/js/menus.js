// A disclosure that lies over the page closes as a menu does: by a press elsewhere, and by Escape.
const open = () => document.querySelector("details[data-menu][open]");

document.addEventListener("click", ({ target }) => {
  const menu = open();
  if (menu && !menu.contains(target)) menu.open = false;
});

document.addEventListener(
  "keydown",
  (event) => {
    const menu = open();
    if (event.key !== "Escape" || !menu) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  },
  { capture: true },
);
