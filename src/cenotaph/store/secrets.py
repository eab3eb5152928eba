"""Secrets of a case, kept with its record: made by chance when first needed, never shown, never published."""

import secrets

from sqlalchemy import Connection, insert, select

from cenotaph.store.tables import metadata

__all__ = ["SecretStore"]

case_secret = metadata.tables["case_secret"]


class SecretStore:
    """Secrets over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def held(self, name: str) -> bytes:
        """The secret of this name, empty when none was made."""
        found = self._connection.execute(select(case_secret.c.value).where(case_secret.c.name == name)).scalar()
        return bytes.fromhex(found) if found else b""

    def make(self, name: str) -> bytes:
        """The secret of this name; 256 bits are drawn where there is none. The caller holds a writing transaction."""
        held = self.held(name)
        if held:
            return held
        made = secrets.token_bytes(32)
        self._connection.execute(insert(case_secret), {"name": name, "value": made.hex()})
        return made
