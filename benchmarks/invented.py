"""Invented reports for measuring: about 2 kB each, no two alike, about events that never happened."""

import random
from collections.abc import Iterator

__all__ = ["reports"]

TOWNS = [
    "Ostremar",
    "Lower Tull",
    "Quarrel Bridge",
    "Senmark",
    "Altavara",
    "Pellin",
    "Drosk",
    "Harrowen",
    "Vint",
    "Marrowby",
    "Selk",
    "Tarrin",
]
SPEAKERS = [
    "hospital officials",
    "the interior ministry",
    "Mayor Oskar Venn",
    "residents",
    "the Northern Valley Front",
    "a doctor",
    "monitors of the Joint Mission",
]
HARMS = [
    "{n} people were killed and {m} wounded in an attack on the town of {town} on {day} {month} {year}, {speaker} said.",
    "{speaker} said that at least {n} civilians, including {k} women, were killed in {town} on {day} {month} {year}.",
    "The shelling of {town} on {day} {month} {year} killed {n} people, according to {speaker}.",
    "About {m} people fled {town} after the attack, {speaker} said.",
    "“They took {k} people hostage and drove them to the quarry,” said {speaker}.",
]
FILLER = [
    "The road to the coast was closed for most of the day, and the market did not open.",
    "The council met behind closed doors and gave no statement afterwards.",
    "Prices in the valley have risen by a third since the harvest of {year}.",
    "The bridge, built eighty years ago, is to be repaired before the winter.",
    "“We have asked for answers and were given forms,” the schoolteacher said.",
    "A meeting of the two delegations was put off for the third time, without a reason being given.",
    "Rain is expected in the north, and the river has risen by two metres since Monday.",
]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def reports(count: int, seed: int = 1) -> Iterator[str]:
    """`count` reports; many tell of the same event, as real ones do."""
    chance = random.Random(seed)
    for number in range(count):
        event = random.Random(seed * 1_000_003 + number % max(1, count // 4))
        facts = {
            "town": f"{event.choice(TOWNS)} {event.choice(['', 'North ', 'East '])}".strip(),
            "day": event.randint(1, 28),
            "month": event.choice(MONTHS),
            "year": event.randint(1998, 2020),
        }
        lines = [f"{facts['town'].upper()}, {facts['day']} {facts['month'][:3].upper()} {facts['year']} (WIRE {number % 37}) -- "]
        size = 0
        while size < 2_000:
            pattern = chance.choice(HARMS) if chance.random() < 0.25 else chance.choice(FILLER)
            line = pattern.format(
                n=event.randint(2, 300),
                m=chance.randint(2, 900),
                k=chance.randint(2, 40),
                speaker=chance.choice(SPEAKERS),
                **facts,
            )
            lines.append(line + ("\n\n" if chance.random() < 0.3 else " "))
            size += len(line)
        yield "".join(lines)
