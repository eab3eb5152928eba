"""What the public is served: the last release, and a form to send a correction without an account."""

from cenotaph.web.public.app import make_public_app

__all__ = ["make_public_app"]
