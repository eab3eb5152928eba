"""Attempts at a secret, a password or a passphrase: too many that failed shut out whoever makes them for a while.

An attempt counts as failed until it has succeeded, so that many at once are no way around.
"""

from collections.abc import Mapping

from cenotaph.errors import SignInRefused
from cenotaph.store.accounts import AccountStore

__all__ = ["FAILURES", "begin_attempt"]

FAILURES, FAILURE_SECONDS = 5, 15 * 60  # a person mistypes less often, and guessing at that pace takes years


def begin_attempt(store: AccountStore, bounds: Mapping[str, int], now: int) -> list[int]:
    """Remember an attempt of each of these, who may fail so often in a quarter of an hour; its numbers, to be forgotten when it
    succeeds. `now` in seconds since 1970. Raises `SignInRefused` where one of them has failed too often.
    """
    if any(store.failures([who], now - FAILURE_SECONDS) >= most for who, most in bounds.items()):
        raise SignInRefused("too many failed attempts", remedy="wait a quarter of an hour")
    return store.add_attempt(list(bounds), now, FAILURE_SECONDS)
