// Finds names without asking anybody: small files beside the page, loaded by the first letters of a word.
"use strict";

const box = document.getElementById("q");
const list = document.getElementById("found");
const state = document.getElementById("state");
const more = document.getElementById("more");
const most = 100;
const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// The shelf that has all names with a word that begins so; its words may be one and the beginning of another. Loads what it needs:
// null until it has come, and `short` where more letters are needed to tell it.
function shelfOf(asked) {
  const letters = [...asked];
  for (let length = Math.min(2, letters.length); ; length += 1) {
    const name = letters.slice(0, length).join("");
    load("search/" + [...name].map((letter) => letter.codePointAt(0).toString(16)).join("-") + ".js", name);
    const rows = shelves.get(name);
    if (!rows) return null;
    const next = deeper.get(name);
    if (!next) return { rows };
    if (length === letters.length) return { rows, short: true };
    if (![...next].includes(letters[length])) return letters[length] === " " ? { rows, short: true } : { rows: [] };
  }
}

function look() {
  const wanted = words(box.value).filter((word) => word.length > 1);
  list.replaceChildren();
  more.hidden = true;
  if (!wanted.length) {
    state.textContent = "";
    return;
  }
  const beside = (word, at) => (wanted.length === 1 ? [word] : wanted.filter((_, n) => n !== at).map((other) => word + " " + other));
  const found = wanted.flatMap(beside).map(shelfOf);
  const best = found.find((one) => one && !one.short) ?? (found.includes(null) ? null : found[0]);
  if (!best) {
    state.textContent = "…";
    return;
  }
  const hits = best.rows.filter((entry) => wanted.every((word) => entry[3].split(",").some((held) => held.startsWith(word))));
  state.textContent = hits.length > most ? `${hits.length} (1–${most})` : `${hits.length}`;
  more.hidden = !best.short;
  list.append(...hits.slice(0, most).map(([name, address, beside]) => line(name, address, beside)));
}

box.addEventListener("input", look);
