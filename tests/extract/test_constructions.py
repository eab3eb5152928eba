"""Constructions that real reports taught, in every language that has them: who suffered, how many, who did it and who says so."""

import pytest

from cenotaph.extract import read_text

HARMS = [
    # the only word of harm is a participle before a noun
    ("uk", "Солдат був убитий.", ["killed 1"]),
    ("uk", "Троє бійців були розстріляні.", ["killed 3"]),
    # who did it, told by the case
    ("ru", "Муфтий был застрелен двумя неизвестными.", ["killed 1"]),
    ("ru", "Двое мужчин были застрелены неизвестным.", ["killed 2"]),
    ("uk", "Водія вбито двома невідомими.", ["killed 1"]),
    # numbers beyond a thousand, halves, other cases
    ("es", "Murieron mil doscientas personas.", ["killed 1200"]),
    ("fr", "Mille deux cents ouvriers ont été tués.", ["killed 1200"]),
    ("ru", "Погибли две с половиной тысячи человек.", ["killed 2500"]),
    ("uk", "Загинуло близько тисячі людей.", ["killed 1000"]),
    ("ar", "بلغ عدد الضحايا ألفا وثلاثمئة شخص.", ["killed 1300"]),
    ("uk", "Затримано 104-х громадян.", ["detained 104"]),
    # parts that add up, gapped lists, labels
    ("en", "Nine people died (five gunmen who had entered the prison and four inmates).", ["killed 9", "killed 5", "killed 4"]),
    ("es", "Murieron nueve personas (cinco pistoleros y cuatro reclusos).", ["killed 9", "killed 5", "killed 4"]),
    ("uk", "Загинули шестеро бійців: четверо з батальйону і двоє танкістів.", ["killed 6", "killed 4", "killed 2"]),
    ("es", "Un sismo dejó 12 muertos en Ostra, seis en Vesk y dos en Torgrad.", ["killed 12", "killed 6", "killed 2"]),
    ("uk", "Загиблих — 17, поранених — 40.", ["killed 17", "injured 40"]),
    # behind a noun, behind a relative, before a person
    ("es", "Atacaron el Batallón de Infantería Nº 3, donde resultaron muertos dos soldados.", ["killed 2"]),
    ("es", "Habló Ramiro Olquist, esposo de la maestra Berta Dimbar, que desapareció el 9 de junio de 2019.", ["missing 1"]),
    ("fr", "Un policier grièvement blessé est décédé à l'hôpital.", ["killed 1", "injured 1"]),
    ("ar", "مقتل ثلاثة في انفجار", ["killed 3"]),
    ("ar", "أسفر الهجوم عن مقتل مدنيين اثنين.", ["killed 2"]),
    ("ru", "Жертвами землетрясения стали 230 человек.", ["killed 230"]),
    # nobody
    ("en", "The build system executed Pavlik, a test program.", []),
    ("ru", "Возбуждено дело по статье 105.", []),
    ("ar", "مقتل 40 في المئة من الجنود", []),
    ("ru", "На 81-м году жизни он переехал.", []),
]

SPEAKERS = [
    ("es", "Murieron doce personas, indicó este lunes el ejército.", "el ejército"),
    ("es", "Murieron doce personas, informó a la prensa el alcalde de Ostra.", "el alcalde de Ostra"),
    ("es", "Dos murieron, dijo Ada Lund. Otros dos resultaron heridos, añadió.", "Ada Lund"),
    ("fr", "Deux civils sont morts, selon le maire. Trois civils ont été tués, a-t-il ajouté.", "le maire"),
    ("fr", "Si l'on ajoute les 200 000 morts de la guerre, le total est énorme.", ""),
    ("ru", "Погибли трое, сообщили в МЧС.", "МЧС"),
    ("ru", "Как сообщили в полиции, погибли трое.", "полиции"),
    ("uk", "Загинули троє, повідомили в ДСНС.", "ДСНС"),
    ("ar", "الشرطة العراقية: مقتل ثلاثة في انفجار", "الشرطة العراقية"),
    ("ar", "قتل ثلاثة أشخاص، وفق ما أعلنت وزارة الصحة.", "وزارة الصحة"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), HARMS)
def test_who_suffered_and_how_many(language: str, text: str, wanted: list[str]) -> None:
    assert [f"{claim.harm} {claim.count.low}" for claim in read_text(text, language).claims] == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), SPEAKERS)
def test_who_says_it(language: str, text: str, wanted: str) -> None:
    assert read_text(text, language).claims[-1].speaker_text == wanted


def test_lines_that_were_ended_on_purpose_are_sentences_of_their_own() -> None:
    headlines = "نفى الأمير أقوالا عن مقتل سبعة في الميناء البعيد\nكينيا: 3 قتلى\nمقتل 4 بتحطم طائرة خاصة بألمانيا قرب الحدود\n"
    assert [claim.status for claim in read_text(headlines, "ar").claims][1:] == ["asserted", "asserted"]
    wrapped = "Police said on Sunday that the men who had\nentered the market of Vesk shot dead nine of its\ntraders."
    assert [claim.count.low for claim in read_text(wrapped, "en").claims] == [9]
