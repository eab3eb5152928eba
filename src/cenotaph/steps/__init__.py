"""What is done with a case: `steps.py` is the one list, in order; a step is a file of its own.

Runs can be interrupted and done again; nothing is done by halves.
"""

__all__: list[str] = []
