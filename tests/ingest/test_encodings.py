"""A list saved by a spreadsheet in an encoding of the last century keeps its letters."""

import pytest

from cenotaph.ingest.encodings import guess_encoding, guess_utf16
from cenotaph.ingest.plain import decode

TEXTS = {
    "es": "Nº;Nombre;Edad\n1;José Muñiz Ibáñez;2 años\n2;María Peñaquebrada de Ríos;30 años\n3;¿Inés? – «Vashtel»;40 años\n",
    "cs": "Jméno;Příjmení;Věk\nJiří;Dvorzák;30\nŽofie;Novenková;25\nLuděk;Křížel;41\n",
    "pl": "Imię;Nazwisko;Wiek\nŁukasz;Wójcel;30\nMałgorzata;Dąbrolska;25\nWiesław;Żarek;41\n",
    "fr": "Prénom;Nom;Âge\nRené;Lefèvrin;30\nÉlodie;Garçonel;25\nNoël;Benoîton;41\n",
    "tr": "Adı;Soyadı;Yaş\nİbrahim;Yıldızel;30\nGülşen;Çağlarin;25\nŞükrü;Öztürlek;41\n",
    "pt": "Nome;Idade\nJoão da Conceiçola;30\nAntónio Guimarel;25\nInês Varão;41\n",
    "de": "Vorname;Name\nJürgen;Größel\nÄnne;Höß\n",
    "hr": "Ime;Prezime\nŽeljko;Čovin\nĐuro;Šimel\nŽeljka;Ćosinel\nAnđela;Kovačelić\n",
    "ru": "Имя;Возраст\nИгорь Вершинел;30 лет\nАнна Квол;25 лет\nИрена Мартовнель;41 год\n",
    "ar": "الاسم,العمر\nسامر خليل النهري,34\nليلى سامر النهري,8\nهدى عمران البستاني,30\n",
}
SAVED = [
    ("es", "cp1252"), ("es", "mac_roman"), ("es", "cp850"), ("fr", "cp1252"), ("fr", "mac_roman"), ("pt", "cp1252"), ("pt", "mac_roman"),
    ("de", "cp1252"), ("de", "mac_roman"), ("cs", "cp1250"), ("cs", "iso8859_2"), ("cs", "cp852"), ("pl", "cp1250"), ("pl", "iso8859_2"),
    ("tr", "cp1254"), ("hr", "cp1250"), ("hr", "iso8859_2"), ("ru", "cp1251"), ("ar", "cp1256"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), SAVED)
def test_every_letter_is_read_as_it_was_written(language: str, encoding: str) -> None:
    data = TEXTS[language].encode(encoding, errors="ignore")
    assert data.decode(guess_encoding(data)) == data.decode(encoding)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_told_by_its_zero_bytes(language: str, order: str) -> None:
    text, flags, note = decode(TEXTS[language].encode(order), "list.csv")
    assert (text, flags) == (TEXTS[language], ())
    assert order in note


@pytest.mark.parametrize("data", [b"", b"a\0", b"\0" * 400, b"plain text, no zero", bytes(range(256)) * 4])
def test_what_is_no_wide_text_is_not_taken_for_it(data: bytes) -> None:
    assert guess_utf16(data) == ""
