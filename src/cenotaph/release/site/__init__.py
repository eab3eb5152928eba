"""The record as pages to read: opened from a folder, without a server, without a script, asking nobody for anything."""

from cenotaph.release.site.door import write_door
from cenotaph.release.site.write import write_site

__all__ = ["write_door", "write_site"]
