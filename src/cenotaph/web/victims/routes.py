"""The list of victims, one of them, and the queue of pairs that may be one person."""

from starlette.responses import RedirectResponse, Response

from cenotaph.model import MENDABLE, NAMED, NAMED_IN_DOCUMENTS, NOBODY, DecisionKind, DeskRole
from cenotaph.protect import ReleasePolicy, hidden_fields, protections_of, visible_values, why_withheld
from cenotaph.release.gather_ids import public_id
from cenotaph.show.victim_evidence import gather_evidence, gather_pairs
from cenotaph.show.victim_page import show_pair
from cenotaph.steps.link_quality import quality_and_waiting
from cenotaph.steps.pairs_to_review import pairs_to_review
from cenotaph.vocabulary import load_vocabulary
from cenotaph.web.paging import PAGE, part_of, turn_of
from cenotaph.web.publishing import publishing_choices
from cenotaph.web.serving import NotFound, Visit, page
from cenotaph.web.settling import settle

__all__ = ["routes"]

AT_A_TIME = 10
PAIRS = {False: "/victims/pairs", True: "/victims/pairs?sample=yes"}
AMONG = 200  # pairs nearest to even odds, of which ten are shown
JUDGEMENTS = {"same": DecisionKind.SAME_VICTIM, "different": DecisionKind.DIFFERENT_VICTIM}


@page("/victims")
def victims(visit: Visit) -> Response:
    """Victims in the order of their first record."""
    with visit.case.reading() as record:
        store = record.victims
        found = store.page(PAGE, turn_of(visit))
        records = {r.id: r for r in record.lists.records([entry for one in found for entry in one.records])}
        lists = {one.id: one.name for one in record.lists.all()}
        part = part_of(visit, [one.id for one in found], store.count())
        return visit.show("victims/list.html", victims=found, records=records, lists=lists, part=part)


@page("/victims/pairs")
def pairs(visit: Visit) -> Response:
    """The pairs whose answer tells most, or those of the sample for quality, with the evidence for and against."""
    sample, quality = visit.query.get("sample") == "yes", None
    with visit.case.reading() as record:
        if not sample:
            open_pairs, total = pairs_to_review(record, AMONG)
        else:
            if record.victims.last_run():
                quality, open_pairs = quality_and_waiting(record)
            else:
                open_pairs = []
            total = len(open_pairs)
        shown = []
        for evidence in gather_pairs(record, open_pairs[:AT_A_TIME]):
            one = show_pair(evidence.inside[0], evidence)
            shown.append((one, visible_values(one.first, visit.person.fields), visible_values(one.second, visit.person.fields)))
        lists = {one.id: one.name for one in record.lists.all()}
        return visit.show(
            "victims/pairs.html",
            pairs=shown, lists=lists, total=total, fields=_fields(), seen=record.ledger.head(), sample=sample, quality=quality,
        )  # fmt: skip


@page("/victims/pairs/{first}/{second}/{answer}", DeskRole.RECORDER, "POST")
def judge(visit: Visit) -> Response:
    """Two records are of one person, or of two."""
    answer = visit.path["answer"]
    if answer not in JUDGEMENTS:
        raise NotFound("There is no such answer.")
    made, _ = settle(visit, JUDGEMENTS[answer], [visit.path["first"], visit.path["second"]], {})
    if visit.partial:
        with visit.case.reading() as record:
            found = {entry.id: entry.name or visit.said("(no name)") for entry in record.lists.records(made.subjects)}
        names = [found[one] for one in made.subjects]
        return visit.show("victims/judged.html", made=made, names=names, back=PAIRS[visit.form.get("sample") == "yes"])
    return visit.back(PAIRS[visit.form.get("sample") == "yes"])


@page("/named/{person_id}", DeskRole.RECORDER, "POST")
def mend(visit: Visit) -> Response:
    """What a document says of somebody whom it names, mended, confirmed, or taken for nobody."""
    form = visit.form
    details = {code: form[code].strip() for code in MENDABLE if form.get(code, "").strip()}
    if form.get("as") == NOBODY:
        details = {"as": NOBODY}
    elif not details.get("age", "0").isdigit():
        del details["age"]  # "in his 60s" stays as it was read
    settle(visit, DecisionKind.PERSON, [visit.path["person_id"]], {"as": NAMED, **details})
    return visit.back("/victims")


@page("/victims/{victim_id}")
def victim(visit: Visit) -> Response:
    """One person with every record, and why they are thought to be one."""
    asked = visit.path["victim_id"]
    with visit.case.reading() as record:
        store = record.victims
        current = store.current_id(asked)
        if current is not None and current != asked:
            return RedirectResponse(f"/victims/{current}", 303)
        one = store.get(asked)
        if one is None:
            raise NotFound("There is no such victim.")
        evidence = gather_evidence(record, one)
        records = [evidence.records[entry] for entry in one.records]
        values = [visible_values(entry, visit.person.fields) for entry in records]
        named = [r.row_key for r in records if r.list_id == NAMED_IN_DOCUMENTS]
        reports = list(record.people.by_id(named)) if named else []
        rows = record.documents.rows(ids=[one.document_id for one in reports]) if reports else ()
        documents = {row["id"]: row["name"] for row in rows}
        why = why_withheld(one, records, protections_of(record), ReleasePolicy())
        return visit.show(
            "victims/victim.html",
            public=public_id(record, one.id, withheld=bool(why)),
            victim=one, records=records, values=values, lists=evidence.lists,
            fields=[(code, label) for code, label in _fields() if any(code in held for held in values)],
            hidden=[code for code in hidden_fields(visit.person.fields) if any(entry.values.get(code) for entry in records)],
            given=[] if "given" in hidden_fields(visit.person.fields) else [(r.row_key, dict(r.given)) for r in records],
            inside=[show_pair(pair, evidence) for pair in evidence.inside],
            outside=[show_pair(pair, evidence) for pair in evidence.outside],
            relatives=evidence.relatives,
            notes=record.desk.notes([one.id]), publishing=publishing_choices(),
            stands=_stands(why, visit), only_reports=all(r.list_id == NAMED_IN_DOCUMENTS for r in records),
            reports=reports, documents=documents,
        )  # fmt: skip


def _stands(why: str, visit: Visit) -> str:
    """Whether the name would be published, by what is decided of this person and by the careful defaults."""
    if not why:
        return visit.said("the name may be published")
    return f"{visit.said('the name is withheld')}: {visit.said(load_vocabulary('sensitivity')[why].label)}"


def _fields() -> list[tuple[str, str]]:
    return [(term.code, term.label) for term in load_vocabulary("record_field")]


routes = [victims, pairs, judge, mend, victim]
