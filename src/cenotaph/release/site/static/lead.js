// Leads who asked for one person of a long shelf on to the page that tells of the person.
"use strict";

const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
const way = asked?.matches("li") ? asked.querySelector("a") : null;
if (way) location.replace(way.href);
