"""Runs the notebooks of this folder anew, each in an empty folder, and keeps what they show."""

import os
import sys
import tempfile
from pathlib import Path

import nbclient
import nbformat

HERE = Path(__file__).parent


def main() -> None:
    """Run every notebook; the first that fails ends it, and nothing of that one is kept."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for path in sorted(HERE.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        with tempfile.TemporaryDirectory() as folder:
            here = {"metadata": {"path": folder}}
            nbclient.NotebookClient(notebook, timeout=300, resources=here, kernel_name="python3").execute()
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
        nbformat.write(notebook, path)
        print(f"ran {path.name}")


if __name__ == "__main__":
    main()
