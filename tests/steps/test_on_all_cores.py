"""What several processes make of the records of a linking is what one makes of them."""

import pytest

from cenotaph.link import features
from cenotaph.link.features import feature_table
from cenotaph.steps import on_all_cores as module
from cenotaph.steps.on_all_cores import on_all_cores

RECORDS = [
    {"given_name": given, "family_name": family, "birth_date": f"19{n:02d}-03-14", "sex": "female" if n % 2 else "male"}
    for n, (given, family) in enumerate(
        (given, family) for given in ("Ada", "Bela", "أحمد", "Иван") for family in ("Ortu", "Lund", "Venn")
    )
]


@pytest.mark.slow
def test_features_are_the_same_from_one_process_and_from_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "CHUNK", 5)
    monkeypatch.setattr(module, "all_cores", lambda: 2)
    lists = ["first" if n % 3 else "second" for n in range(len(RECORDS))]
    alone = feature_table(RECORDS, lists, ["first"])
    with on_all_cores("cenotaph.link") as mapper:
        assert mapper is not map
        together = feature_table(RECORDS, lists, ["first"], mapper=mapper)
    assert together.equals(alone)
    with on_all_cores("cenotaph.link", worth_it=False) as mapper:
        assert mapper is map
