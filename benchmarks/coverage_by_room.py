"""Prints how much of each room the last run under coverage went through, line by line and branch by branch."""

from collections import defaultdict
from pathlib import Path

from coverage import Coverage

import cenotaph

SOURCE = Path(cenotaph.__file__).parent


def main() -> None:
    """A line a room, the least covered first."""
    held = Coverage()
    held.load()
    rooms: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).parts
        if "migrations" in name:
            continue
        _, lines, _, missing, _ = held.analysis2(str(path))
        room = rooms[name[0].removesuffix(".py")]
        room[0] += len(lines) - len(missing)
        room[1] += len(lines)
    print(f"{'room':12} {'run':>7} {'of':>7}")
    for name, (run, lines) in sorted(rooms.items(), key=lambda one: one[1][0] / max(1, one[1][1])):
        print(f"{name:12} {run / max(1, lines):7.1%} {lines:7,}")
    run, lines = (sum(room[k] for room in rooms.values()) for k in (0, 1))
    print(f"{'all':12} {run / lines:7.1%} {lines:7,}")


if __name__ == "__main__":
    main()
