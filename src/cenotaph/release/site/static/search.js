// Finds names without asking anybody: small files beside the page, loaded by the first letters of a word.
"use strict";

const shelves = new Map();
const box = document.getElementById("q");
const list = document.getElementById("found");
const state = document.getElementById("state");
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0640]/g, "").toLowerCase().replace(/ı/g, "i");
const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

function found(shelf, entries) {
  shelves.set(shelf, entries);
  look();
}

function load(shelf) {
  if (shelves.has(shelf)) return;
  shelves.set(shelf, null);
  const script = document.createElement("script");
  script.src = "search/" + [...shelf].map((letter) => letter.codePointAt(0).toString(16)).join("-") + ".js";
  script.onerror = () => found(shelf, []);
  document.head.append(script);
}

function look() {
  const wanted = words(box.value).filter((word) => word.length > 1);
  list.replaceChildren();
  if (!wanted.length) {
    state.textContent = "";
    return;
  }
  const shelf = [...wanted[0]].slice(0, 2).join("");
  load(shelf);
  const entries = shelves.get(shelf);
  if (!entries) {
    state.textContent = "looking";
    return;
  }
  const hits = entries.filter((entry) => wanted.every((word) => entry[3].split(",").some((held) => held.startsWith(word))));
  state.textContent = hits.length === 1 ? "1 found" : `${hits.length} found` + (hits.length > 100 ? ", the first 100 are shown" : "");
  for (const [name, address, said] of hits.slice(0, 100)) {
    const link = document.createElement("a");
    link.href = address;
    const whole = document.createElement("bdi");
    whole.textContent = name;
    link.append(whole);
    const item = document.createElement("li");
    item.append(link, said ? ` ${said}` : "");
    list.append(item);
  }
}

box.addEventListener("input", look);
