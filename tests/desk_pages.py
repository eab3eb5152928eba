"""The desk served by the program, and what a person waits for on its pages."""

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from free_port import serving as serving_program

JOB_SECONDS = 90


def serving(case: Path, *more: str) -> AbstractContextManager[str]:
    """`cenotaph serve` over the case."""
    return serving_program(str(Path(sys.executable).parent / "cenotaph"), "serve", "--case", str(case), *more)


def wait_for_jobs(page: Any, path: str) -> None:
    """Look at a page until no job of it waits or runs, and make sure that none failed."""
    for _ in range(JOB_SECONDS * 4):
        page.goto(path)
        if not page.locator("[data-again]").count():
            break
        page.wait_for_timeout(250)
    said = page.locator("section[aria-label=Jobs] li").all_text_contents()
    assert said, "no job was asked for"
    assert not [line for line in said if "failed" in line or "waiting" in line or "running" in line], said
