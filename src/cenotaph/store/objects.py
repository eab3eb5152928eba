"""Which archived objects the record knows of: files of documents, of lists, and of replies."""

from sqlalchemy import Connection

from cenotaph.store import DocumentStore, ReplyStore, VictimListStore

__all__ = ["used_objects"]


def used_objects(connection: Connection) -> set[str]:
    """The hashes of all objects that the record knows of."""
    documents = {digest for _, digest in DocumentStore(connection).hashes()}
    return documents | {digest for _, digest in VictimListStore(connection).files()} | ReplyStore(connection).files()
