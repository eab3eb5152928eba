"""Working pages and pictures for those who may see everything: never for publication, for they hide nothing."""

__all__: list[str] = []
