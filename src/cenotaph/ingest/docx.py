"""Word documents by python-docx. What the zip would unpack to is measured first: a bomb is refused, never unpacked."""

import io
import zipfile

from cenotaph.errors import UnreadableFile
from cenotaph.ingest.parsed import Parsed
from cenotaph.settings import load_settings

__all__ = ["check_unpacked", "read_docx"]


def check_unpacked(data: bytes, name: str) -> None:
    """Raise `UnreadableFile` when the members of a zip say, or turn out, to be larger than the limit."""
    limit = load_settings().max_unpacked_bytes
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > limit:
            raise UnreadableFile(
                f"the file would unpack to more than {limit:,} bytes", where=name, remedy="it may be an attack; do not open it"
            )
        left = limit
        for member in archive.infolist():
            with archive.open(member) as stream:
                while block := stream.read(1 << 20):
                    left -= len(block)
                    if left < 0:
                        raise UnreadableFile(
                            f"the file unpacks to more than {limit:,} bytes",
                            where=name,
                            remedy="it may be an attack; do not open it",
                        )


def read_docx(data: bytes, name: str) -> Parsed:
    """Paragraphs and tables in the order they stand, paragraphs apart."""
    try:
        check_unpacked(data, name)
        import docx

        document = docx.Document(io.BytesIO(data))
        blocks = []
        for block in document.iter_inner_content():
            if hasattr(block, "rows"):
                blocks += [" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows]
            else:
                blocks.append(block.text)
        stated = document.core_properties
    except UnreadableFile:
        raise
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OSError,
        RuntimeError,
        NotImplementedError,
        SyntaxError,
        AttributeError,
    ) as fault:
        raise UnreadableFile(
            "the Word document is damaged or protected", where=name, remedy="open it in a word processor and save it again"
        ) from fault
    text = "\n\n".join(block for block in blocks if block.strip())
    return Parsed(
        text=text,
        extractor=f"python-docx/{docx.__version__}",
        title=(stated.title or "").strip(),
        author=(stated.author or "").strip(),
        flags=() if text.strip() else ("no_text",),
    )
