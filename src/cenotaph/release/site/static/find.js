// Narrows incidents down without asking anybody: files beside the page, one for each year.
"use strict";

const form = document.getElementById("find");
const list = document.getElementById("found");
const state = document.getElementById("state");
const years = new Map();
const most = 200;

function year(name, rows) {
  years.set(name, rows);
  look();
}

function load(name) {
  if (years.has(name)) return;
  years.set(name, null);
  const script = document.createElement("script");
  script.src = "find/" + name + ".js";
  script.onerror = () => year(name, []);
  document.head.append(script);
}

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0640]/g, "").toLowerCase();
const span = ([harm, low, high]) => `${harm.replaceAll("_", " ")} ${low ?? "?"}${high === low ? "" : "–" + (high ?? "?")}`;

function fits(row, asked) {
  const [label, , day, place, figures, groups, parties, grades] = row;
  if (asked.place && !fold(label + " " + place).includes(fold(asked.place))) return false;
  if (asked.from && (!day || day.slice(0, asked.from.length) < asked.from)) return false;
  if (asked.to && (!day || day.slice(0, asked.to.length) > asked.to)) return false;
  const counted = figures.filter(([harm]) => !asked.harm || harm === asked.harm);
  if (asked.harm && !counted.length) return false;
  if (asked.least && !counted.some(([, low, high]) => (high ?? low ?? 0) >= Number(asked.least))) return false;
  if (asked.group && !groups.includes(asked.group)) return false;
  if (asked.party && !parties.includes(asked.party)) return false;
  return !asked.grade || grades.includes(asked.grade);
}

function look() {
  const asked = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  const wanted = asked.year ? [asked.year] : [...form.elements.year.options].map((one) => one.value).filter(Boolean);
  wanted.forEach(load);
  if (wanted.some((name) => !years.get(name))) {
    state.textContent = form.dataset.looking;
    return;
  }
  const hits = wanted.flatMap((name) => years.get(name)).filter((row) => fits(row, asked));
  state.textContent = `${hits.length}` + (hits.length > most ? ` (${form.dataset.first} ${most})` : "");
  list.replaceChildren(
    ...hits.slice(0, most).map((row) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const name = document.createElement("bdi");
      name.textContent = row[0];
      link.href = row[1];
      link.append(name);
      item.append(link, " ", row[4].map(span).join(", "));
      return item;
    }),
  );
  history.replaceState(null, "", "#" + new URLSearchParams(Object.entries(asked).filter(([, value]) => value)));
}

for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
  if (form.elements[name]) form.elements[name].value = value;
}
form.addEventListener("input", look);
form.addEventListener("submit", (event) => event.preventDefault());
look();
