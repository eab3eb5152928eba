"""Fifty invented pages with the quirks of real ones: twenty-five ways to write a figure into a page, in two kinds of sites.

Every page comes with the sentences that a person sees as its own, and with those of other reports that stand around it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["InventedPage", "invented_pages"]

TOWNS = ("Ostremar", "Lower Ost", "Upper Ost", "Olm", "Vesk", "Quollen", "Harrad", "Tarn")
WHO = ("miners", "farmers", "nurses", "drivers", "pupils", "fishermen", "guards", "clerks")
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
FILLER = (
    "The road along the river was closed for the rest of the week, and the shops of the quarter stayed shut until the evening.",
    "The council met behind closed doors and promised to answer the letters of those who live near the mill within a month.",
    "A spokesman thanked the hospitals of the province for their work and asked people to keep away from the bridge.",
)


@dataclass(frozen=True, slots=True)
class InventedPage:
    """A page, the sentences with figures that are its own, and those of other reports around it."""

    name: str
    html: str
    own: tuple[str, ...]
    foreign: tuple[str, ...]


def _sentence(n: int, day: int) -> str:
    return f"{WORDS[n % 8].capitalize()} {WHO[(n + day) % 8]} were killed in {TOWNS[(n * 3 + day) % 8]} on {day} May 2021."


def _plain(one: str) -> str:
    return f"<p>{one}</p>"


def _split_number(one: str) -> str:
    first, rest = one.split(" ", 1)
    return f"<p><b>{first}</b> <span><i>{rest.split(' ', 1)[0]}</i></span> {rest.split(' ', 1)[1]}</p>"


def _footnoted(one: str) -> str:
    return f"<p>{one[:-1]}<sup><a href='#n'>3</a></sup>.</p>"


def _term(one: str) -> str:
    what, _, day = one[:-1].rpartition(" on ")
    return f"<dl><dt>{day}</dt><dd>{what}.</dd></dl>"


QUIRKS: dict[str, Callable[[str], str]] = {
    "paragraphs": _plain,
    "list items": lambda one: f"<ul><li>{one}</li></ul>",
    "numbered items": lambda one: f"<ol><li><span tabindex='0'>{one}</span></li></ol>",
    "items never closed": lambda one: f"<ul><li>{one}<li>The road is closed.</ul>",
    "preformatted": lambda one: f"<pre>{one}</pre>",
    "loose text": lambda one: f"{one}<br><br>",
    "line breaks": lambda one: f"<div>{one}<br>The road is closed.<br></div>",
    "details": lambda one: f"<details><summary>More</summary><p>{one}</p></details>",
    "quotation": lambda one: f"<blockquote><p>{one}</p></blockquote>",
    "caption": lambda one: f"<figure><img src='a.jpg' alt=''><figcaption>{one}</figcaption></figure>",
    "aside": lambda one: f"<aside><p>{one}</p></aside>",
    "cell with a list": lambda one: f"<table><tr><td>Monday</td><td><ul><li>{one}</li></ul></td></tr></table>",
    "layout table": lambda one: f"<table><tr><td><p>{one}</p><p>The road is closed.</p></td></tr></table>",
    "number split over tags": _split_number,
    "footnote mark": _footnoted,
    "term and day": _term,
    "fact box": lambda one: f"<div class='factbox'><h4>At a glance</h4><div>{one}</div></div>",
    "heading only": lambda one: f"<h3>{one}</h3>",
    "custom elements": lambda one: f"<x-paragraph>{one}</x-paragraph>",
    "font tags": lambda one: f"<center><font size='2'>{one}</font></center>",
    "article in sections": lambda one: f"<section><header><h4>Update</h4></header><div><span>{one}</span></div></section>",
    "label before a paragraph": lambda one: f"<p><strong>UPDATE:</strong> {one}</p>",
    "address element": lambda one: f"<address>{one}</address>",
    "row of a wide table": lambda one: (
        f"<table><tr><th>No</th><th>What happened</th></tr><tr><td>1</td><td>{one}</td></tr></table>"
    ),
    "entries of a live page": lambda one: f"<div><time datetime='2021-05-09T10:00'>10.00</time><div>{one}</div></div>",
}


def _modern(title: str, body: str, foreign: tuple[str, ...]) -> str:
    links = "".join(f"<li><a href='/r{n}'>{one}</a></li>" for n, one in enumerate(foreign[:2]))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="2021-05-09T08:00:00Z"><style>p {{ margin: 0 }}</style></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main><article><h1>{title}</h1><p>{FILLER[0]}</p>{body}<p>{FILLER[1]}</p></article>
<section class="related-articles"><h3>Related</h3><ul>{links}</ul></section>
<section id="comments"><h3>Comments</h3><p>{foreign[2]}</p></section></main>
<footer><p>All rights reserved. Hill Radio, Ostremar.</p></footer></body></html>"""


def _old(title: str, body: str, foreign: tuple[str, ...]) -> str:
    links = "".join(f"<a href='r{n}.htm'>{one}</a><br>" for n, one in enumerate(foreign[:2]))
    return f"""<html><head><title>{title}</title></head><body bgcolor=white>
<table width=800><tr><td width=150 class="sidebar">{links}</td><td><h2>{title}</h2>
<p>{FILLER[0]}
{body}
<p>{FILLER[2]}
</td></tr></table><div id=footer>Last changed in 2021. {foreign[2]}</div></body></html>"""


def invented_pages() -> Iterator[InventedPage]:
    """The fifty pages, always the same."""
    for at, (quirk, write) in enumerate(QUIRKS.items()):
        for site, skeleton in (("modern", _modern), ("old", _old)):
            own = tuple(_sentence(at + n, 1 + (at + 2 * n) % 8) for n in range(6))
            foreign = tuple(f"{WORDS[n].capitalize()} tourists died in a fire in {TOWNS[n]} in 2019." for n in range(3))
            body = "\n".join(write(one) for one in own)
            yield InventedPage(f"{quirk}, {site} site", skeleton("The week in the valley", body, foreign), own, foreign)
