"""The pages of the desk: the one list of them. A page is a folder with its routes and templates, and nothing of another page."""

from cenotaph.web.claims import routes as claims
from cenotaph.web.decisions import routes as decisions
from cenotaph.web.documents import routes as documents
from cenotaph.web.estimates import routes as estimates
from cenotaph.web.inbox import routes as inbox
from cenotaph.web.incidents import routes as incidents
from cenotaph.web.people import routes as people
from cenotaph.web.protection import routes as protection
from cenotaph.web.replies import routes as replies
from cenotaph.web.search import routes as search
from cenotaph.web.victims import routes as victims

__all__ = ["PAGES"]

PAGES = (
    inbox,
    documents,
    claims,
    incidents,
    victims,
    estimates,
    search,
    decisions,
    people,
    protection,
    replies,
)
