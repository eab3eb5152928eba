// Narrows incidents down without asking anybody: files beside the page, one for each year.
"use strict";

const form = document.getElementById("find");
const list = document.getElementById("found");
const state = document.getElementById("state");
const most = 200;

const span = ([harm, low, high]) => `${inWords(harm)} ${low ?? "?"}${high === low ? "" : "–" + (high ?? "?")}`;

function fits(row, asked) {
  const [label, , day, place, figures, groups, parties, grades] = row;
  if (asked.place && !fold(inWords(label) + " " + place).includes(fold(asked.place))) return false;
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
  wanted.forEach((year) => load("find/" + year + ".js", year));
  if (wanted.some((year) => !shelves.get(year))) {
    state.textContent = "…";
    return;
  }
  const hits = wanted.flatMap((year) => shelves.get(year)).filter((row) => fits(row, asked));
  state.textContent = hits.length > most ? `${hits.length} (1–${most})` : `${hits.length}`;
  list.replaceChildren(...hits.slice(0, most).map((row) => line(row[0], row[1], row[4].map(span).join(", "))));
  history.replaceState(null, "", "#" + new URLSearchParams(Object.entries(asked).filter(([, value]) => value)));
}

for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
  if (form.elements[name]) form.elements[name].value = value;
}
form.addEventListener("input", look);
form.addEventListener("submit", (event) => event.preventDefault());
look();
