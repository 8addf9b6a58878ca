"""Who may call Facebook's stand-in: tokens of people, of Pages and of apps, and permissions."""

from dataclasses import dataclass

from sandbox import granting
from sandbox.exchange import Call, RefusalError
from sandbox.facebook.people import PLATFORM
from sandbox.meta import access as graph
from sandbox.meta import errors, params
from sandbox.meta.params import Params
from sandbox.world import World

LIST = "pages_show_list"
PUBLISH = "pages_manage_posts"
READ = "pages_read_engagement"
COMMENT = "pages_manage_engagement"
INSIGHTS = "read_insights"
SCOPES = {
    "public_profile": "Use your name",
    LIST: "See the Pages you manage",
    PUBLISH: "Create and delete posts on your Pages",
    READ: "Read your Pages' posts and followers",
    COMMENT: "Write comments as your Pages",
    "pages_read_user_content": "Read what others write on your Pages",
    INSIGHTS: "Read the insights of your Pages",
    "publish_video": "Publish videos on your Pages",
    "business_management": "Manage your business",
    "pages_manage_metadata": "Change your Pages' settings",
    "instagram_basic": "Read the Instagram accounts of your Pages",
}
ALWAYS = frozenset({"public_profile"})
"""What every grant has, asked for or not."""
SHORT, LONG, OF_PAGE = "short", "long", "page"
DATA_ACCESS_MS = 90 * 24 * 3600 * 1000


@dataclass(frozen=True)
class Grant:
    """What a live token allows, and for whom."""

    kind: str
    client_id: str
    owner: str
    """The person, or the Page of a Page's token."""
    scopes: frozenset[str]

    @property
    def page(self) -> str:
        """The Page it acts as; nothing for a person's token."""
        return self.owner if self.kind == OF_PAGE else ""

    def must_have(self, *scopes: str) -> None:
        for scope in scopes:
            if scope not in self.scopes:
                code = 200 if scope in (PUBLISH, COMMENT) else 10
                raise errors.refusal(
                    code, f"(#{code}) Requires {scope} permission to manage the object", status=403
                )


@dataclass(frozen=True)
class Visit:
    """A call whose token is good, with its parameters."""

    grant: Grant
    params: Params


def enter(world: World, call: Call, *scopes: str) -> Visit:
    """Checks the token, and that it acts as the Page in the path, if there is one.

    Raises:
        RefusalError: Code 190, 10, 200 or 100 with subcode 33.
    """
    return enter_with(world, call, params.read(call), *scopes)


def enter_with(world: World, call: Call, values: dict[str, str], *scopes: str) -> Visit:
    """The same, of parameters that came in another way."""
    grant = check_token(world, graph.token_in(call, values))
    values = {name: value for name, value in values.items() if name != "access_token"}
    page = call.params.get("page")
    if page is not None and not grant.page:
        raise errors.refusal(
            210, "(#210) A page access token is required to request this resource.", status=403
        )
    if page is not None and page != grant.page:
        raise errors.missing(page, call.method.lower())
    grant.must_have(*scopes)
    return Visit(grant, Params(values))


def enter_as_person(world: World, call: Call) -> Visit:
    visit = enter(world, call)
    if visit.grant.page:
        raise errors.invalid("Tried accessing nonexisting field (accounts) on node type (Page)")
    return visit


def enter_as_app(world: World, call: Call) -> tuple[str, Params]:
    """The app of a call that carries its id and secret for a token.

    Raises:
        RefusalError: Code 190, as Meta says it of an app's token, too.
    """
    values = params.read(call)
    client_id, _, secret = graph.token_in(call, values).partition("|")
    if granting.authenticated(world, PLATFORM, client_id, secret) is None:
        raise RefusalError(errors.token_problem("Invalid OAuth access token signature."))
    values.pop("access_token", None)
    return client_id, Params(values)


def check_token(world: World, token: str) -> Grant:
    found = graph.check_token(world, PLATFORM, token)
    consent = found.consent
    return Grant(found.kind, consent.client_id, consent.member, consent.scopes)
