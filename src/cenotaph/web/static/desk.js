// Keys, drafts and focus. Every act is a form that works without this file.
"use strict";

const rows = () => [...document.querySelectorAll("[data-row]")];
let at = -1;

function stand(index, focus = true) {
  const all = rows();
  if (!all.length) return;
  at = Math.max(0, Math.min(index, all.length - 1));
  all.forEach((row, n) => (n === at ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current")));
  if (focus) {
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  }
}

function say(words) {
  document.getElementById("said").textContent = words;
}

function press(selector) {
  while (rows()[at]?.dataset.done && at + 1 < rows().length) stand(at + 1);
  const row = rows()[at];
  const found = row && row.querySelector(selector);
  if (!found) return false;
  if (found.tagName === "DETAILS") {
    found.open = true;
    const field = found.querySelector("input:not([type=hidden]), select, textarea");
    if (field) field.focus();
  } else {
    found.click();
  }
  return true;
}

const keys = {
  j: () => stand(at + 1),
  k: () => stand(at - 1),
  a: () => press("[data-key=a]"),
  r: () => press("[data-key=r]"),
  e: () => press("[data-key=e]"),
  o: () => press("[data-key=o]"),
  u: () => {
    const undo = [...document.querySelectorAll("[data-key=u]")];
    undo.sort((one, other) => Number(other.dataset.number) - Number(one.dataset.number))[0]?.click();
  },
  n: () => document.querySelector("a[rel=next]")?.click(),
  p: () => document.querySelector("a[rel=prev]")?.click(),
  "/": () => document.getElementById("search")?.focus(),
  "?": () => document.getElementById("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, textarea, select, dialog");
  if (event.key === "Escape" && typing) {
    const row = typing.closest("[data-row]");
    typing.closest("details")?.removeAttribute("open");
    if (row) stand(rows().indexOf(row));
    return;
  }
  if (typing || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys]")) document.getElementById("keys").showModal();
  const row = event.target.closest("[data-row]");
  if (row) stand(rows().indexOf(row), false);
});

document.addEventListener("htmx:after:swap", () => {
  const row = rows()[at];
  if (!row) return;
  const words = row.querySelector("[data-said]");
  if (words) say(words.dataset.said);
  stand(row.dataset.done === "yes" ? at + 1 : at);
});

// Words marked in a text, and where they begin in it, counted in characters as the program counts them.
let marked = null;
document.addEventListener("selectionchange", () => {
  const text = document.querySelector("[data-text]");
  const chosen = getSelection();
  if (!text || !chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(chosen.getRangeAt(0).startContainer, chosen.getRangeAt(0).startOffset);
  marked = { words: chosen.toString(), near: [...before.toString()].length };
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (button && marked) {
    const form = button.closest("form");
    const field = form.elements[button.dataset.take];
    const lines = button.dataset.take === "names" && field.value.trim();
    field.value = lines ? field.value.trim() + "\n" + marked.words : marked.words;
    form.elements["near-" + button.dataset.take].value = marked.near;
    field.focus();
  }
  const adding = event.target.closest("[data-add]");
  if (adding && marked) adding.href += "?" + new URLSearchParams({ words: marked.words, "near-words": marked.near });
});

let waiting = 0;
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-draft]");
  if (!field) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const body = new URLSearchParams({ forgery: document.body.dataset.forgery, subject: field.dataset.draft });
    body.append("field-" + field.name, field.value);
    fetch("/drafts", { method: "POST", body }).then((answer) => say(answer.ok ? document.body.dataset.kept || "kept" : ""));
  }, 600);
});

// After htmx, which begins in a timer of its own: a key before that would send the form as if there were no script.
setTimeout(() => {
  const named = location.hash && document.querySelector(`[data-row][id="${CSS.escape(location.hash.slice(1))}"]`);
  if (rows().length) stand(named ? rows().indexOf(named) : 0, false);
  document.getElementById("this")?.scrollIntoView({ block: "center" });
  const again = document.querySelector("[data-again]");
  if (again) setTimeout(() => location.reload(), Number(again.dataset.again) * 1000);
});
