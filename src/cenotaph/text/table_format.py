"""How the cells of a table's row stand in a document's text: readers of files write it so, and readers of texts take it apart."""

__all__ = ["CELLS_APART"]

CELLS_APART = " | "
