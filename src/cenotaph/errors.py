"""Named failures, each saying what happened, where, and what to do about it.

Everything this package raises on purpose derives from `CenotaphError`, so that a caller can tell a bad file from a
defect in the program. A defect is never dressed up as one of these.
"""

from typing import Any

__all__ = [
    "CaseError",
    "CenotaphError",
    "DecisionRefused",
    "IntegrityProblem",
    "InvalidValue",
    "NewerDatabase",
    "NotInstalled",
    "NotSigned",
    "ReaderFailed",
    "StorageFull",
    "TookTooLong",
    "UnreadableFile",
    "UnsafeAddress",
    "WrongUse",
]


class CenotaphError(Exception):
    """What happened, where (a path, an address, an id), and what to do. `exit_code`: 1 problems found, 2 wrong use."""

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(f"{where}: {what}" if where else what)

    def __reduce__(self) -> tuple[Any, ...]:
        """So that a failure in another process is raised here as what it is, whatever it is made from."""
        return _raised_again, (type(self), self.args, self.__dict__)


def _raised_again(kind: type[CenotaphError], args: tuple[object, ...], state: dict[str, object]) -> CenotaphError:
    again = kind.__new__(kind, *args)
    again.__dict__.update(state)
    return again


class WrongUse(CenotaphError):
    """The command was called in a way that cannot be meant."""

    exit_code = 2


class InvalidValue(CenotaphError, ValueError):
    """A value that the model does not admit: a negative count, a span that ends before it starts."""


class UnreadableFile(CenotaphError):
    """A file whose bytes cannot be turned into a document: empty, encrypted, damaged, or larger than the limits."""


class TookTooLong(UnreadableFile):
    """A file whose reading was broken off, since it took more processor time than its size allows."""


class UnsafeAddress(CenotaphError):
    """A URL that must not be fetched: not http(s), not a public address, or an answer beyond the limits."""


class CaseError(CenotaphError):
    """A folder that is no case, or is one already."""

    exit_code = 2


class NewerDatabase(CaseError):
    """The database was written by a later version of this program."""


class ReaderFailed(CenotaphError):
    """A reader that gave no usable answer; the text is then unread, not read badly."""


class StorageFull(CenotaphError):
    """The disk refused the bytes; what was begun has been undone."""


class IntegrityProblem(CenotaphError):
    """Stored bytes or the chain of decisions no longer match their hashes."""


class DecisionRefused(CenotaphError):
    """A decision that cannot be recorded: unknown id, no reason given, or it contradicts a standing one."""


class NotSigned(DecisionRefused):
    """An act in the name of a person who has a key, without the signature of that key; nothing was recorded."""


class ChangedMeanwhile(DecisionRefused):
    """Somebody else decided on the same thing after it was looked at; nothing was recorded."""


class CannotPublish(CenotaphError):
    """A release that would be wrong, endanger somebody, or not say how it was made; nothing of it is written."""

    exit_code = 1


class SignInRefused(CenotaphError):
    """A name, password or code that does not fit, or too many that did not; it never says which."""


class NotInstalled(CenotaphError):
    """A part of the program whose libraries are an extra that was not installed."""

    exit_code = 2

    @classmethod
    def of(cls, missing: ModuleNotFoundError) -> "NotInstalled | None":
        """The error for a library that was not found, None where it belongs to no extra: then it is a defect."""
        extra = EXTRA_OF.get((missing.name or "").partition(".")[0])
        if extra is None:
            return None
        return cls(f"this needs the extra [{extra}], which is not installed", remedy=f"pip install 'cenotaph[{extra}]'")


EXTRA_OF = {
    "duckdb": "link", "splink": "link", "sqlglot": "link", "scipy": "estimate", "pyspark": "spark", "psycopg": "postgres",
    "argon2": "web", "fido2": "web", "pyotp": "web", "python_multipart": "web", "starlette": "web", "uvicorn": "web",
    "zxcvbn": "web", "rfc3161_client": "timestamp",
}  # fmt: skip
"""The extra of pyproject.toml that each optional library belongs to."""
