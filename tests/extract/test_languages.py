"""What only other languages than English have: verbs before their subject, objects before their verb, names without capitals, texts in
two languages.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.extract import read_text
from cenotaph.text import readable_languages

WORDS = {
    "ar": "ء ـ قتل أصيب مقتل وإصابة شخصا جنود طفل امرأة في من و، 12 ثلاثة القتلى : « » قال المتحدث أن . محمد",
    "ru": "убит погибли ранены двое солдат детей в по словам полиции , . — « » 12 сообщил Олег из них",
    "uk": "вбито загинули поранено двоє солдатів дітей у за словами поліції , . — « » 12 заявив Олег з них",
    "fr": "tué morts blessés deux soldats enfants à selon l'armée , . — « » 12 a dit ont été dont d'eux",
    "es": "mató muertos heridos dos soldados niños en según el ejército , . — « » 12 dijo fueron de ellos a",
    "pt": "matou mortos feridos dois soldados crianças em segundo o exército , . — « » 12 disse foram deles",
}


def found(language: str, text: str) -> list[tuple[str, str, str]]:
    return [(claim.harm, claim.victims.of(text), claim.speaker_text) for claim in read_text(text, language).claims]


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("ar", "وأعلن المرصد أن القصف أسفر عن مقتل ثلاثة أطفال.", [("killed", "ثلاثة أطفال", "المرصد")]),
        ("ar", "اعتقلت الشرطة ثلاثة شبان.", [("detained", "ثلاثة شبان", "")]),
        ("ar", "استشهد الطفل محمد أحمد سالم برصاص الجيش.", [("killed", "الطفل محمد أحمد سالم", "")]),
        ("uk", "Його батька розстріляли у 1937 році.", [("killed", "Його батька", "")]),
        ("uk", "Двох поліцейських убили на трасі.", [("killed", "Двох поліцейських", "")]),
        ("es", "La Comisión visitó Lucar. Agregó que murieron 69 pobladores.", [("killed", "69 pobladores", "")]),
        ("es", "Hallan a dos hombres sin vida.", [("killed", "dos hombres", "")]),
        ("fr", "L'attaque a coûté la vie à 45 civils, dont neuf enfants.", [("killed", "45 civils", ""), ("killed", "neuf enfants", "")]),
        ("ru", "По словам мэра, убиты пятеро.", [("killed", "пятеро", "мэра")]),
        ("pt", "Três casas foram destruídas.", []),
    ],
)  # fmt: skip
def test_constructions_of_a_language(language: str, text: str, claims: list[tuple[str, str, str]]) -> None:
    assert found(language, text) == claims


def test_a_sentence_is_read_in_its_own_language() -> None:
    text = (
        "В результате взрыва в Остре погибли 12 человек, сообщил мэр города.\n\n"
        "At least 30 people were wounded in the blast, the hospital said on Monday.\n\nСреди погибших трое детей."
    )
    reading = read_text(text, "ru")
    assert [(c.harm, c.victims.of(text), c.speaker_text) for c in reading.claims] == [
        ("killed", "12 человек", "мэр города"),
        ("injured", "At least 30 people", "the hospital"),
        ("killed", "трое детей", ""),
    ]
    assert reading.text_sha256 == read_text(text, "en").text_sha256
    assert len({claim.id for claim in reading.claims}) == 3


@pytest.mark.parametrize("language", WORDS)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_any_row_of_words_is_read_without_a_fault(language: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[language].split()), max_size=40))
    text = " ".join(words)
    reading = read_text(text, language)
    for claim in (*reading.claims, *reading.possible):
        assert claim.evidence.end <= len(text)
        assert claim.victims.of(text).strip() == claim.victims.of(text) != ""


def test_all_languages_but_english_are_tried() -> None:
    assert set(WORDS) == set(readable_languages()) - {"en"}
