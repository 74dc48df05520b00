// What needs a hand beyond HTML: copying a letter, the mail link of an edited letter, and keys that go from card to card.
"use strict";

const letterOf = (node) => node.closest(".letter");
const part = (letter, name) => letter.querySelector(`[name=${name}]`).value;

function prepare() {
  for (const button of document.querySelectorAll(".copy[hidden]")) button.hidden = !navigator.clipboard;
}

function mailto(letter) {
  const body = encodeURIComponent(part(letter, "body").replace(/\r?\n/g, "\r\n"));
  const to = encodeURIComponent(letter.dataset.to).replace(/%40/g, "@");
  return `mailto:${to}?subject=${encodeURIComponent(part(letter, "subject"))}&body=${body}`;
}

document.addEventListener("input", (event) => {
  const letter = letterOf(event.target);
  if (letter) letter.querySelector(".mailto").href = mailto(letter);
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".copy");
  if (!button) return;
  const letter = letterOf(button);
  await navigator.clipboard.writeText(part(letter, "body"));
  letter.querySelector(".copied").textContent = "Copied.";
});

// A menu that is open closes when another opens beside it
document.addEventListener("toggle", (event) => {
  if (!event.target.open || !event.target.closest(".more")) return;
  for (const other of event.target.closest(".more").querySelectorAll("details[open]")) {
    if (other !== event.target) other.open = false;
  }
}, true);

// A step that takes long says so; after the form is on its way, as a disabled button is not sent with it
document.addEventListener("submit", (event) => {
  const words = event.submitter?.dataset.wait;
  if (!words) return;
  setTimeout(() => {
    for (const button of event.target.querySelectorAll("button")) button.disabled = true;
    event.submitter.textContent = words;
  });
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const cards = [...document.querySelectorAll("main .card[tabindex], main tr[tabindex]")];
  const here = cards.indexOf(document.activeElement?.closest(".card, tr"));
  if (event.key === "j" || event.key === "k") {
    const next = cards[event.key === "j" ? here + 1 : Math.max(0, here - 1)];
    if (next) { next.focus(); next.scrollIntoView({block: "nearest"}); }
  } else if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) { search.focus(); event.preventDefault(); }
  } else if (/^[1-6]$/.test(event.key)) {
    document.querySelectorAll("nav a")[Number(event.key) - 1]?.click();
  }
});

document.addEventListener("htmx:after:swap", () => {
  prepare();
  const notice = document.querySelector("#notices .notice");
  if (!notice) return;
  // The button that was pressed is gone with what it stood on: the next Tab goes on from what was answered
  if (document.activeElement === document.body) { notice.tabIndex = -1; notice.focus(); }
  notice.scrollIntoView({block: "nearest"});
});
document.addEventListener("htmx:error", () => {
  const line = document.createElement("p");
  line.className = "notice trouble";
  line.textContent = "No answer: curbside open has ended. Start it again; it shows whether your last word was kept.";
  document.querySelector("#notices").replaceChildren(line);
  line.scrollIntoView({block: "nearest"});
});
document.addEventListener("DOMContentLoaded", prepare);
