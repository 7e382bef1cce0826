// The panes of an upload take a dropped file or text; two files dropped at once fill both panes.
const panes = [...document.querySelectorAll("[data-pane]")];
const fileOf = (pane) => pane.querySelector("input[type=file]");
const textOf = (pane) => pane.querySelector("textarea");

function choose(pane, file) {
  const transfer = new DataTransfer();
  if (file) transfer.items.add(file);
  fileOf(pane).files = transfer.files;
  show(pane);
}

/** A file and a text exclude each other: the name of the one shows, the other is set aside. */
function show(pane) {
  const [file] = fileOf(pane).files;
  const line = pane.querySelector("[data-chosen]");
  pane.classList.toggle("has-file", Boolean(file));
  textOf(pane).disabled = Boolean(file);
  line.hidden = !file;
  line.querySelector("[data-name]").textContent = file?.name ?? "";
}

function take(pane, transfer) {
  const files = [...transfer.files];
  if (!files.length) {
    choose(pane, null);
    textOf(pane).value = transfer.getData("text/plain");
    return;
  }
  const first = panes.indexOf(pane);
  files.slice(0, panes.length).forEach((file, k) => choose(panes[(first + k) % panes.length], file));
}

for (const pane of panes) {
  fileOf(pane).addEventListener("change", () => show(pane));
  pane.querySelector("[data-remove]").addEventListener("click", () => {
    choose(pane, null);
    textOf(pane).focus();
  });
  pane.addEventListener("dragover", (event) => {
    event.preventDefault();
    pane.classList.add("over");
  });
  pane.addEventListener("dragleave", (event) => {
    if (!pane.contains(event.relatedTarget)) pane.classList.remove("over");
  });
  pane.addEventListener("drop", (event) => {
    event.preventDefault();
    pane.classList.remove("over");
    take(pane, event.dataTransfer);
  });
  show(pane);
}
