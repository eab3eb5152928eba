// What search and find share: letters made alike, files of short rows loaded as they are needed, and words in the page's language.
"use strict";

const shelves = new Map();
const deeper = new Map();  // of a shelf that is too long for one file: the letters that may come next
const asker = document.querySelector("[data-top]");
const said = JSON.parse(asker.dataset.words);

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0640]/g, "").toLowerCase().replace(/ı/g, "i");

// Words that the program put for what is not known, or that stand for a code, in the language of the page.
const inWords = (text) => said[text] ?? Object.keys(said).reduce((out, words) => (words.includes(" ") ? out.replace(words, said[words]) : out), text);

function keep(name, rows, letters = "") {
  shelves.set(name, rows);
  deeper.set(name, letters);
  look();
}

function load(path, name) {
  if (shelves.has(name)) return;
  shelves.set(name, null);
  const script = document.createElement("script");
  script.src = asker.dataset.top + path;
  script.onerror = () => keep(name, []);
  document.head.append(script);
}

// A line of the list of what was found: a link, and what stands beside it.
function line(label, address, beside) {
  const link = document.createElement("a");
  const name = document.createElement("bdi");
  name.textContent = inWords(label);
  link.href = address;
  link.append(name);
  const item = document.createElement("li");
  item.append(link, beside ? " " + beside : "");
  return item;
}
