"""Signing in and out, accounts and their roles, and one's own settings."""

from cenotaph.web.people.key_routes import key_routes
from cenotaph.web.people.openid_routes import openid_routes
from cenotaph.web.people.routes import routes as account_routes

__all__ = ["routes"]

routes = [*openid_routes, *account_routes, *key_routes]
