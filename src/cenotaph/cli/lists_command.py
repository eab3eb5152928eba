"""`cenotaph lists`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cenotaph.cli.options import case_option, format_options, named_case

if TYPE_CHECKING:
    from cenotaph.ingest.lists import ListMapping
    from cenotaph.steps.lists import PreparedList
    from cenotaph.store import Case

__all__ = ["command"]

EXAMPLES, LOOKED_AT = 3, 200
QUESTION = (
    "Load it so? y, n, NUMBER=FIELD (3=age, 3=- for none), NUMBER=dmy|mdy for a date (dmy 20xx for years of two digits, "
    "excel for a spreadsheet's day numbers), or twice (a person may stand twice)"
)


@click.group("lists", invoke_without_command=True, epilog="Example:  cenotaph lists add ministry.csv --name 'Ministry, April'")
@case_option
@format_options
@click.pass_context
def command(ctx: click.Context, case_dir: str | None, form: str | None) -> None:
    """Lists of victims: load one, see those there are, see the terms that are held."""
    ctx.ensure_object(dict)["case"] = case_dir
    if ctx.invoked_subcommand is not None:
        return
    from cenotaph.cli.show import show_rows

    with named_case(case_dir).reading() as record:
        store = record.lists
        sizes = store.sizes()
        rows = [
            {
                "id": one.id,
                "list": one.name,
                "records": sizes.get(one.id, 0),
                "one_person_a_row": one.one_person_a_row,
                "file": one.file_name,
                "loaded": one.added_at,
                "sha256": one.sha256,
            }
            for one in store.all()
        ]
    shown = {"id": "id", "list": "list", "records": "records", "file": "file", "loaded": "last loaded"}
    show_rows(rows, shown, form, empty="no list is loaded; load one with:  cenotaph lists add FILE")


@command.command("held", epilog="Example:  cenotaph lists held --csv > terms.csv")
@case_option
@format_options
@click.pass_context
def held(ctx: click.Context, case_dir: str | None, form: str | None) -> None:
    """Terms in lists that no list of terms has. They are kept as given and not used until a mapping says what they mean."""
    from cenotaph.cli.show import show_rows

    with named_case(case_dir or ctx.obj["case"]).reading() as record:
        rows = [{"list": name, "field": field, "term": cell, "rows": count} for name, field, cell, count in record.lists.held()]
    show_rows(rows, {"list": "list", "field": "field", "term": "term", "rows": "rows"}, form, empty="no term is held")


@command.command("add", epilog="Example:  cenotaph lists add ministry.xlsx --name 'Ministry, April' --map ministry.yaml")
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--name", default="", help="What the list is called; without it, the file's name. The same name again updates the list."
)
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="A mapping file: which column means what.")
@click.option("--sheet", default="", help="The sheet of a workbook that holds the list, where several have rows.")
@click.option("--heading-row", type=int, default=0, help="The line that holds the headings, where titles stand above it.")
@click.option("--save-map", "save_map", type=click.Path(path_type=Path), help="Write the mapping to this file.")
@click.option("--yes", "sure", is_flag=True, help="Load without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would be loaded, and load nothing.")
@case_option
@click.pass_context
def add(
    ctx: click.Context,
    paths: tuple[Path, ...],
    name: str,
    map_file: Path | None,
    sheet: str,
    heading_row: int,
    save_map: Path | None,
    sure: bool,
    dry_run: bool,
    case_dir: str | None,
) -> int:
    """Load lists of victims from .csv, .xlsx, .xls or .ods files, each a list of its own.

    First the columns are shown with what each is taken to mean and what was understood; nothing is loaded until you say so.
    Rows are known by their key, so the same file twice changes nothing, and a later file of the list updates it. Every
    row is kept as given. A file that cannot be loaded keeps none of the others back; the exit code is then 1.
    """
    from cenotaph.cli.main import describe_error
    from cenotaph.errors import CenotaphError, StorageFull, WrongUse

    if len(paths) > 1 and (name or save_map):
        raise WrongUse("--name and --save-map are for one file", remedy="load the others by themselves")
    case = named_case(case_dir or ctx.obj["case"])
    read_as = {"name": name, "map_file": map_file, "sheet": sheet, "heading_row": heading_row}
    failed = 0
    for path in paths:
        try:
            _add_one(case, path, save_map, sure=sure, dry_run=dry_run, **read_as)
        except (StorageFull, WrongUse):
            raise
        except CenotaphError as error:
            if len(paths) == 1:
                raise
            failed += 1
            click.echo(describe_error(error), err=True)
    return 1 if failed else 0


def _add_one(case: "Case", path: Path, save_map: Path | None, *, sure: bool, dry_run: bool, **read_as: Any) -> None:
    import sys

    from cenotaph.steps.lists import load_list, prepare_list, write_mapping

    prepared = prepare_list(case, path, **read_as)
    _show_prepared(prepared)
    if sys.stdin.isatty() and not sure and not dry_run:
        prepared = _confirm(case, path, read_as["name"], prepared)
    if save_map:
        write_mapping(prepared.mapping, save_map)
        click.echo(f"mapping written to {save_map}")
    if dry_run or not (sure or sys.stdin.isatty()):
        click.echo("nothing was loaded; to load it, run this again with --yes")
        return
    loaded = load_list(case, prepared)
    click.echo(
        f"{prepared.entry.name}: {loaded.new:,} records loaded, {loaded.changed:,} changed, {loaded.same:,} the same as before"
        + (f"; {loaded.gone:,} earlier records are not in this file and are kept" if loaded.gone else "")
    )
    click.echo("link them with:  cenotaph link")


def _show_prepared(prepared: "PreparedList") -> None:
    from cenotaph.cli.show import show_rows
    from cenotaph.vocabulary import load_vocabulary

    table, mapping = prepared.table, prepared.mapping
    rows = [
        {
            "column": number,
            "heading": heading,
            "means": mapping.columns.get(heading, "—"),
            "order": mapping.date_order.get(heading, ""),
            "examples": " · ".join(list(dict.fromkeys(filter(None, table.column(heading)[:LOOKED_AT])))[:EXAMPLES]),
        }
        for number, heading in enumerate(table.heading, start=1)
    ]
    title = f"{prepared.entry.name}: {len(table.rows):,} rows; mapping {prepared.origin}"
    shown = {"column": "no.", "heading": "column", "means": "means", "order": "dates", "examples": "for example"}
    show_rows(rows, shown, None, title=title)
    if table.note:
        click.echo(table.note)
    flags = load_vocabulary("record_flag")
    for flag, count in prepared.flagged().items():
        click.echo(f"  {count:,} × {flags[flag].label}: {flags[flag].definition}")
    for term in prepared.held[:10]:
        click.echo(f"  held, {term.field}: {term.cell!r} in {term.rows:,} rows")
    if len(prepared.held) > 10:
        click.echo(f"  and {len(prepared.held) - 10:,} more terms held")
    if mapping.harm:
        click.echo(f"  every row is taken as: {load_vocabulary('harm')[mapping.harm].label} (harm in the mapping)")
    said = "names nobody twice" if mapping.one_person_a_row else "may name somebody twice"
    click.echo(f"  the list {said} (one_person_a_row in the mapping)")


def _confirm(case: "Case", path: Path, name: str, prepared: "PreparedList") -> "PreparedList":
    """Let a person change the mapping until it is right. Raises `click.Abort` when it is not to be loaded."""
    from cenotaph.cli.main import describe_error
    from cenotaph.errors import CenotaphError
    from cenotaph.steps.lists import prepare_list

    while True:
        answer = click.prompt(QUESTION, default="n", show_default=False).strip()
        if answer in ("y", "yes"):
            return prepared
        if answer in ("n", "no", ""):
            raise click.Abort
        try:
            mapping = change_mapping(prepared.mapping, prepared.table.heading, answer)
            prepared = prepare_list(case, path, name=name, mapping=mapping)
        except CenotaphError as error:
            click.echo(describe_error(error))
            continue
        _show_prepared(prepared)


def change_mapping(mapping: "ListMapping", heading: tuple[str, ...], answer: str) -> "ListMapping":
    """The mapping with one answer applied. Raises `WrongUse` when the answer means nothing."""
    from dataclasses import replace

    from cenotaph.errors import WrongUse
    from cenotaph.text import is_order
    from cenotaph.vocabulary import load_vocabulary

    if answer == "twice":
        return replace(mapping, one_person_a_row=not mapping.one_person_a_row)
    number, equals, meant = answer.partition("=")
    if not equals or not number.strip().isdigit() or not 1 <= int(number) <= len(heading):
        raise WrongUse(f"{answer!r} means nothing here")
    column = heading[int(number) - 1]
    columns, orders = dict(mapping.columns), dict(mapping.date_order)
    meant = meant.strip()
    if is_order(meant):
        orders[column] = meant
    elif meant == "-":
        columns.pop(column, None)
    else:
        columns[column] = load_vocabulary("record_field").check(meant)
    return replace(mapping, columns=columns, date_order=orders)
