"""Facebook's authorization page: who asks for what, for which person, and the way back."""

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Choice
from sandbox.exchange import Call
from sandbox.facebook import access, tokens
from sandbox.facebook.people import PLATFORM
from sandbox.meta import login
from sandbox.world import World


def show(world: World, call: Call) -> Response:
    """GET /{v}/dialog/oauth."""
    asked, scopes = login.read(world, PLATFORM, call, access.SCOPES)
    choices = [
        Choice(person.id, person.name, _pages(world, person.id))
        for person in accounts.members(world.state, PLATFORM)
    ]
    return consenting.show(
        "Facebook", asked, scopes=scopes | access.ALWAYS, known=access.SCOPES, choices=choices
    )


def decide(world: World, call: Call) -> Response:
    """POST of the page's form, which may have scopes that were unticked."""
    asked, scopes = login.read(world, PLATFORM, call, access.SCOPES)
    answer = consenting.answer(world, PLATFORM, asked, call, scopes | access.ALWAYS)
    if not answer.is_yes:
        return login.denied(asked)
    return login.granted(asked, tokens.issue_code(world, asked, answer))


def _pages(world: World, person: str) -> str:
    names = [page.name for page in accounts.organizations(world.state, PLATFORM, person)]
    return f"Pages: {', '.join(names) or 'none'}"
