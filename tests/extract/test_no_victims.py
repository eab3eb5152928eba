"""Words that a hasty reader takes for victims, each with what is right."""

import pytest

from cenotaph.extract import read_text

CASES = [
    ("en", "A male juvenile, 16, Harrad, was arrested on 3 May 2021.", [("detained", 1)]),
    ("en", "Ilse Quarn, 34, Upper Tarn, was killed on 4 May 2021.", [("killed", 1)]),
    ("en", "A 70-year-old man who had tested positive for Covid-19 died on Monday.", [("killed", 1)]),
    ("en", "The gunners of a T-55 killed four villagers on 5 May 2021.", [("killed", 4)]),
    ("en", "The crew of the MiG-21 killed two millers on 6 May 2021.", [("killed", 2)]),
    ("en", "The minister said that 1987 killed the old order.", []),
    ("en", "The frost left an estimated two million sheep and birds, and 3,000 animals killed.", []),
    ("en", "More than a thousand people entered Tarn and 40 drowned in the strait.", [("killed", 40)]),
    ("en", "Six fleeing villagers were killed in the valley.", [("killed", 6)]),
    ("en", "The police failed to find the body of a missing woman.", [("missing", 1)]),
    ("en", "Soldiers killed 40 Harradi in the second village.", [("killed", 40)]),
    ("en", "Seven mountaineers were killed in the fifth town.", [("killed", 7)]),
    ("en", "Three beekeepers were killed in the fifth town.", [("killed", 3)]),
    ("es", "El diario dijo que planearían asesinar a Pedro Quarn.", []),
    ("es", "La diputada denunció las amenazas de muerte de Pedro Quarn.", []),
    ("es", "Los vecinos encontraron un ciervo muerto junto al río.", []),
    ("es", "Figuraban detenidos en la lista del puerto.", []),
    ("es", "Fue llevado al Batallón Nº 7 de Laguna Parda, donde fue torturado.", []),
    ("es", "VECINO QUE DESAPARECIÓ EN NUESTRO PAÍS ENTRE 1975 Y 1979.", []),
]


@pytest.mark.parametrize(("language", "text", "right"), CASES)
def test_only_people_are_victims(language: str, text: str, right: list[tuple[str, int]]) -> None:
    assert [(claim.harm, claim.count.low) for claim in read_text(text, language).claims] == right
