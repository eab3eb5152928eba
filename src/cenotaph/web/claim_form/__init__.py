"""The one form of a claim, for adding one that was not read and for mending one that was, beside the text that it stands on."""

from cenotaph.web.claim_form.routes import routes

__all__ = ["routes"]
