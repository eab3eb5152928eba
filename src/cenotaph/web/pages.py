"""The pages of the desk: the one list of them. A page is a folder with its routes and templates, and nothing of another page."""

from cenotaph.web.claim_form import routes as claim_form
from cenotaph.web.claims import routes as claims
from cenotaph.web.decisions import routes as decisions
from cenotaph.web.documents import routes as documents
from cenotaph.web.estimates import routes as estimates
from cenotaph.web.help import routes as help_pages
from cenotaph.web.inbox import routes as inbox
from cenotaph.web.incidents import routes as incidents
from cenotaph.web.keeping import routes as keeping
from cenotaph.web.lists import routes as lists
from cenotaph.web.people import routes as people
from cenotaph.web.protection import routes as protection
from cenotaph.web.releases import routes as releases
from cenotaph.web.replies import routes as replies
from cenotaph.web.search import routes as search
from cenotaph.web.transcribing import routes as transcribing
from cenotaph.web.victims import routes as victims

__all__ = ["PAGES"]

PAGES = (
    inbox,
    documents,
    transcribing,
    claim_form,
    claims,
    incidents,
    lists,
    victims,
    estimates,
    search,
    decisions,
    releases,
    keeping,
    help_pages,
    people,
    protection,
    replies,
)
