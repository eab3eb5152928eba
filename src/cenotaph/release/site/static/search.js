// Finds names without asking anybody: small files beside the page, loaded by the first letters of a word.
"use strict";

const box = document.getElementById("q");
const list = document.getElementById("found");
const state = document.getElementById("state");
const most = 100;
const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

function look() {
  const wanted = words(box.value).filter((word) => word.length > 1);
  list.replaceChildren();
  if (!wanted.length) {
    state.textContent = "";
    return;
  }
  const shelf = [...wanted[0]].slice(0, 2).join("");
  load("search/" + [...shelf].map((letter) => letter.codePointAt(0).toString(16)).join("-") + ".js", shelf);
  const entries = shelves.get(shelf);
  if (!entries) {
    state.textContent = "…";
    return;
  }
  const hits = entries.filter((entry) => wanted.every((word) => entry[3].split(",").some((held) => held.startsWith(word))));
  state.textContent = hits.length > most ? `${hits.length} (1–${most})` : `${hits.length}`;
  list.append(...hits.slice(0, most).map(([name, address, beside]) => line(name, address, beside)));
}

box.addEventListener("input", look);
