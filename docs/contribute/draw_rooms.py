"""Draws the rooms and who imports whom, from the source itself, and prints what the house measures.

    python docs/contribute/draw_rooms.py             the picture, docs/contribute/rooms.svg, and the measures
    python docs/contribute/draw_rooms.py SRC OUT     the same of another tree

Rooms stand in the layers of the contract in pyproject.toml; a line goes from a room to one below it that it imports, stronger the
more of its files do.
"""

import ast
import sys
import tomllib
from collections import Counter
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
PACKAGE = "cenotaph"
WIDTH, ROW, BOX, TALL, EDGE = 1180, 84, 104, 38, 16
EVERYWHERE = ("errors", "version", "settings", "vocabulary")  # imported from nearly everywhere: no line is drawn to them


def layers(pyproject: Path) -> list[list[str]]:
    """The rooms of each layer of the contract, the highest first."""
    said = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    contract = said["tool"]["importlinter"]["contracts"][0]
    return [[room.strip() for room in layer.split("|")] for layer in contract["layers"]]


def imports(source: Path) -> tuple[Counter[tuple[str, str]], int]:
    """How many modules of a room import another room, and how many cycles of modules there are."""
    sys.path.insert(0, str(source))
    graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=True, cache_dir=None)
    found: Counter[tuple[str, str]] = Counter()
    for importer in graph.modules:
        there = {one.split(".")[1] for one in graph.find_modules_directly_imported_by(importer) if "." in one}
        if "." in importer:
            found.update((importer.split(".")[1], room) for room in there - {importer.split(".")[1]})
    return found, sum(_in_a_cycle(graph, module) for module in graph.modules)


def _in_a_cycle(graph: grimp.ImportGraph, module: str) -> bool:
    return any(graph.chain_exists(importer=other, imported=module) for other in graph.find_modules_directly_imported_by(module))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, its docstring aside."""
    said = node.body[0]
    docstring = (said.end_lineno or 0) - said.lineno + 1 if ast.get_docstring(node) else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def measures(source: Path) -> list[tuple[str, str]]:
    """Files, lines of a file and of a function."""
    lines, functions = [], []
    for path in sorted((source / PACKAGE).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        lines.append(text.count("\n"))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions.append(length(node))
    lines.sort()
    spread = f"{lines[len(lines) // 2]} / {lines[int(len(lines) * 0.95)]} / {lines[-1]}"
    return [
        ("files", f"{len(lines):,}"),
        ("lines of a file: median / 95th in a hundred / most", spread),
        ("longest function, lines, its docstring aside", str(max(functions))),
    ]


def picture(rows: list[list[str]], found: Counter[tuple[str, str]]) -> str:
    """The picture as SVG."""
    place = {}
    for y, row in enumerate(rows):
        gap = WIDTH / (len(row) + 1)
        for x, room in enumerate(row):
            place[room] = (gap * (x + 1), EDGE + TALL / 2 + ROW * y)
    height = ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        'font-family="system-ui, sans-serif">',
        "<title>The rooms, and who imports whom: every line goes down</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    most = max(found.values())
    for (importer, room), count in sorted(found.items(), key=lambda item: (item[1], item[0])):
        if importer not in place or room not in place or room in EVERYWHERE:
            continue
        (x1, y1), (x2, y2) = place[importer], place[room]
        up = y2 < y1 or y1 == y2
        colour, strength = ("#b00020", 2.0) if up else ("#5b6b7b", 0.4 + 2.6 * count / most)
        middle = (y1 + y2) / 2
        parts.append(
            f'<path d="M{x1:.0f} {y1 + TALL / 2:.0f}C{x1:.0f} {middle:.0f} {x2:.0f} {middle:.0f} {x2:.0f} {y2 - TALL / 2:.0f}" '
            f'fill="none" stroke="{colour}" stroke-opacity=".45" stroke-width="{strength:.1f}">'
            f"<title>{importer} imports {room} in {count} files</title></path>"
        )
    for room, (x, y) in place.items():
        parts.append(
            f'<rect x="{x - BOX / 2:.0f}" y="{y - TALL / 2:.0f}" width="{BOX}" height="{TALL}" rx="6" fill="#f4f6f8" '
            'stroke="#33414e"/>'
            f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle" font-size="15" fill="#1c2730">{room}</text>'
        )
    return "".join([*parts, "</svg>\n"])


def main() -> None:
    """Draw, and print the measures."""
    given = [Path(one) for one in sys.argv[1:]]
    source, target = given if given else (ROOT / "src", Path(__file__).with_name("rooms.svg"))
    rows = layers(source.parent / "pyproject.toml")
    found, cycles = imports(source)
    target.write_text(picture(rows, found), encoding="utf-8")
    height = {room: y for y, row in enumerate(rows) for room in row}
    up = sorted((a, b) for a, b in found if a in height and b in height and height[b] <= height[a])
    for name, value in [*measures(source), ("modules in a cycle", str(cycles)), ("imports that do not point down", str(len(up)))]:
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
