"""Facebook's seeded app, people and Pages, and new ones on request."""

import secrets
from collections.abc import Iterator

from sandbox import accounts
from sandbox.accounts import MEMBER, ORGANIZATION, Account
from sandbox.state import State

PLATFORM = "facebook"
CLIENT_ID = "sandbox-facebook"
CLIENT_SECRET = "sandbox-facebook-secret"  # noqa: S105 (published, opens a stand-in only)
# How each kind of id begins, so that a path tells what it is about.
PERSON, PAGE, POST, PHOTO, VIDEO = "1016", "1045", "7600", "1220", "2390"
_SEEDED = (
    ("1016400271935522", "Meera Joshi", (("104523809112771", "Masala Chai Corner"),)),
    (
        "1016400271935888",
        "Dev Kapoor",
        (("104523809117702", "Harbour Lane Books"), ("104523809118845", "Tidewater Pottery")),
    ),
)


def seed(state: State) -> None:
    accounts.seed(state, PLATFORM, CLIENT_ID, CLIENT_SECRET, _seeded())


def create(state: State, name: str) -> Account:
    """A new person who has full control of one new Page of this name."""
    person = _person(new_id(PERSON), f"Owner of {name}")
    accounts.add(state, person)
    accounts.add(state, _page(f"{PAGE}{secrets.randbelow(9 * 10**10) + 10**10}", name, person.id))
    return person


def new_id(beginning: str) -> str:
    return f"{beginning}{secrets.randbelow(9 * 10**11) + 10**11}"


def find_page(state: State, name: str) -> Account | None:
    """A Page by its id or by the name in its address."""
    for person in accounts.members(state, PLATFORM):
        for page in accounts.organizations(state, PLATFORM, person.id):
            if name in (page.id, page.handle):
                return page
    return None


def _seeded() -> Iterator[Account]:
    for person_id, name, pages in _SEEDED:
        yield _person(person_id, name)
        for number, title in pages:
            yield _page(number, title, person_id)


def _person(person_id: str, name: str) -> Account:
    return Account(PLATFORM, MEMBER, person_id, person_id, name, accounts.handle_of(name), None)


def _page(page_id: str, name: str, owner: str) -> Account:
    # the name in a Page's address has no hyphens but dots
    handle = accounts.handle_of(name).replace("-", ".")
    return Account(PLATFORM, ORGANIZATION, page_id, page_id, name, handle, owner)
