"""Lists of victims: those there are, a file sent, what its columns are taken to mean, loading it, and linking. A file is tried as
often as somebody likes; nothing is loaded until it is said.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from starlette.responses import RedirectResponse, Response

from cenotaph.errors import CenotaphError, InvalidValue
from cenotaph.ingest.datasets import dataset_kinds
from cenotaph.ingest.lists import ListMapping, SeveralSheets, dump_mapping
from cenotaph.model import NAMED_IN_DOCUMENTS, DeskRole, JobKind
from cenotaph.protect import hidden_fields, visible_values
from cenotaph.steps.lists import PreparedList, prepare_list
from cenotaph.text import ORDERS, is_order
from cenotaph.vocabulary import load_vocabulary
from cenotaph.web.incoming import forget, incoming, incoming_file, is_table, keep_aside
from cenotaph.web.jobs import ask_for, shown_jobs
from cenotaph.web.serving import Visit, page

__all__ = ["routes"]

ABOUT_LISTS = (JobKind.LOAD, JobKind.LINK, JobKind.IMPORT)
EXAMPLES, LOOKED_AT, ROWS_SHOWN, TERMS_SHOWN = 3, 200, 5, 20
LONGEST_NAME = 200
OFFERED = (*ORDERS, "excel", *(f"{order} {years}" for order in ("dmy", "mdy") for years in ("20xx", "19xx", "20xx excel")))


@page("/lists")
def lists(visit: Visit) -> Response:
    """The lists of the case, files that wait to be looked at, and what the last linking said."""
    with visit.case.reading() as record:
        store, jobs = record.lists, shown_jobs(record, ABOUT_LISTS)
        return visit.show(
            "lists/lists.html",
            lists=store.all(), sizes=store.sizes(), unlinked=len(store.unlinked()), waiting=_waiting(visit),
            **jobs, linked=record.jobs.last(JobKind.LINK), of_case=NAMED_IN_DOCUMENTS,
            victims=record.victims.count(),
        )  # fmt: skip


@page("/lists", DeskRole.RECORDER, "POST")
def send(visit: Visit) -> Response:
    """Keep a table aside and show what it is taken to mean."""
    tables = [(name, data) for name, data in visit.uploads if is_table(name)]
    if not tables or len(tables) != len(visit.uploads):
        raise InvalidValue(
            "a list is a file that ends in .csv, .tsv, .xlsx, .xls or .ods", remedy="reports are added in the inbox"
        )
    kept = [keep_aside(visit.case, name, data) for name, data in tables]
    return RedirectResponse(f"/lists/file/{Path(kept[0]).parts[0]}", 303)


@page("/lists/file/{folder}", DeskRole.RECORDER)
def tried(visit: Visit) -> Response:
    """What the columns of a file are taken to mean, as guessed, or as a list of its name was loaded before."""
    path = incoming_file(visit.case, visit.path["folder"])
    try:
        return _show(visit, path, "", None)
    except SeveralSheets as several:
        return visit.show("lists/sheets.html", sheets=several.sheets, file=path.name, folder=path.parent.name)


@page("/lists/file/{folder}", DeskRole.RECORDER, "POST")
def confirm(visit: Visit) -> Response:
    """Show the file with what the form says of its columns; load it; take it in as a table of events; or leave it."""
    act, folder = visit.form.get("act", ""), visit.path["folder"]
    path = incoming_file(visit.case, folder)
    if act == "leave":
        forget(visit.case, path)
        return RedirectResponse("/lists", 303)
    if act == "import":
        kind = visit.form.get("kind", "")
        if kind and kind not in dataset_kinds():
            raise InvalidValue("choose what kind of table it is")
        asked = {"file": folder, "kind": kind, "publisher": visit.form.get("publisher", "").strip()[:LONGEST_NAME]}
        return _queue(visit, JobKind.IMPORT, asked)
    name = visit.form.get("name", "").strip()[:LONGEST_NAME]
    mapping = _mapping_of(visit.form, prepare_list(visit.case, path, name=name, sheet=visit.form.get("sheet", "")))
    try:
        prepare_list(visit.case, path, name=name, mapping=mapping)
    except CenotaphError as error:
        return _show(visit, path, name, mapping, error)
    if act != "load":
        return _show(visit, path, name, mapping)
    return _queue(visit, JobKind.LOAD, {"file": folder, "name": name, "mapping": dump_mapping(mapping)})


@page("/lists/link", DeskRole.RECORDER, "POST")
def link(visit: Visit) -> Response:
    """Find each victim once, as a job."""
    return _queue(visit, JobKind.LINK, {"only_new": visit.form.get("only_new") == "yes"})


def _queue(visit: Visit, kind: JobKind, details: Mapping[str, object]) -> Response:
    ask_for(visit, kind, details)
    return RedirectResponse("/lists", 303)


def _waiting(visit: Visit) -> list[tuple[str, str]]:
    """Tables that were sent and not loaded: folder and name."""
    with visit.case.reading() as record:
        taken = {str(job.details.get("file", "")) for job in record.jobs.latest() if job.pending}
    found = sorted(path for path in incoming(visit.case).glob("*/*") if is_table(path.name))
    return [(path.parent.name, path.name) for path in found if path.parent.name not in taken]


def _mapping_of(form: Mapping[str, str], prepared: PreparedList) -> ListMapping:
    """What the form says of each column; columns are numbered, for headings may be anything."""
    heading = prepared.table.heading
    columns = {title: code for n, title in enumerate(heading) if (code := form.get(f"column-{n}", ""))}
    for code in columns.values():
        load_vocabulary("record_field").check(code)
    orders = {title: order for n, title in enumerate(heading) if is_order(order := form.get(f"order-{n}", ""))}
    harm = form.get("harm", "")
    if harm:
        load_vocabulary("harm").check(harm)
    once = form.get("one_person_a_row") == "yes"
    return replace(prepared.mapping, columns=columns, date_order=orders, harm=harm, one_person_a_row=once)


def _show(visit: Visit, path: Path, name: str, mapping: ListMapping | None, error: CenotaphError | None = None) -> Response:
    sheet = mapping.sheet if mapping else visit.query.get("sheet", "")
    prepared = prepare_list(visit.case, path, name=name, mapping=None if error else mapping, sheet=sheet)
    table, flags = prepared.table, load_vocabulary("record_flag")
    shown, fields = mapping or prepared.mapping, visit.person.fields
    hidden = frozenset(hidden_fields(fields))
    columns = [
        (n, heading, code := shown.columns.get(heading, ""), shown.date_order.get(heading, ""),
         [] if code in hidden else list(dict.fromkeys(filter(None, table.column(heading)[:LOOKED_AT])))[:EXAMPLES])
        for n, heading in enumerate(table.heading)
    ]  # fmt: skip
    return visit.show(
        "lists/file.html", 400 if error else 200,
        prepared=prepared, mapping=shown, columns=columns, orders=OFFERED, folder=path.parent.name, error=error,
        kinds=dataset_kinds(), fields=[(term.code, term.label) for term in load_vocabulary("record_field")],
        harms=[(term.code, term.label) for term in load_vocabulary("harm")],
        flagged=[(count, flags[flag].label, flags[flag].definition) for flag, count in prepared.flagged().items()],
        held=prepared.held[:TERMS_SHOWN], unshown=max(0, len(prepared.held) - TERMS_SHOWN),
        first=[(row.name, visible_values(row, fields)) for row in prepared.records[:ROWS_SHOWN]],
        origin=visit.said(prepared.origin),
    )  # fmt: skip


routes = [lists, send, tried, confirm, link]
