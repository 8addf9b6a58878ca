"""Facebook Login as far as Instagram needs it: the dialog, user and Page tokens, linked Pages.

Every account here has a Page that it is linked to, and whoever signs in runs one of them.
https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
"""

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Choice
from sandbox.exchange import Call
from sandbox.granting import Consent
from sandbox.instagram import access
from sandbox.instagram.people import PLATFORM
from sandbox.meta import errors, fields, login
from sandbox.world import World

SCOPES = {
    "instagram_basic": "Read your Instagram profile and media",
    "instagram_content_publish": "Publish to your Instagram account",
    "instagram_manage_comments": "Write and read comments on your Instagram media",
    "instagram_manage_insights": "Read the insights of your Instagram account",
    "instagram_manage_contents": "Delete your Instagram media",
    "pages_show_list": "See the Pages that you run",
    "pages_read_engagement": "Read what your Pages publish",
    "business_management": "Manage your businesses",
}
_PAGE_FIELDS = frozenset({"id", "name", "access_token", "tasks", "instagram_business_account"})


def show(world: World, call: Call) -> Response:
    """GET /{v}/dialog/oauth."""
    asked, scopes = login.read(world, PLATFORM, call, SCOPES)
    choices = [
        Choice(account.id, account.name, f"Page, with Instagram @{account.handle}")
        for account in accounts.members(world.state, PLATFORM)
    ]
    return consenting.show("Facebook", asked, scopes=scopes, known=SCOPES, choices=choices)


def decide(world: World, call: Call) -> Response:
    """POST /{v}/dialog/oauth with the page's form."""
    asked, scopes = login.read(world, PLATFORM, call, SCOPES)
    answer = consenting.answer(world, PLATFORM, asked, call, scopes)
    if not answer.is_yes:
        return login.denied(asked)
    return login.granted(asked, login.issue_code(world, asked, answer.consent))


def token(world: World, call: Call) -> Response:
    """GET /{v}/oauth/access_token: a code, or a short token, for a user token."""
    return login.exchange(
        world, PLATFORM, call, short=access.FACEBOOK_SHORT, long=access.FACEBOOK_LONG
    )


def pages(world: World, call: Call) -> Response:
    """GET /{v}/me/accounts: the Pages, each with its token and the account it is linked to."""
    visit = _enter_as_user(world, call, "pages_show_list")
    asked = {
        fields.expanded(one)[0]: fields.expanded(one)[2]
        for one in fields.split(visit.params.text("fields", "id,name,access_token"))
    }
    wanted = fields.check(list(asked), _PAGE_FIELDS, node="Page")
    visit.params.number("limit", default=25, least=1, most=100)
    visit.params.done()
    grant = visit.grant
    account = accounts.find_member(world.state, PLATFORM, grant.account)
    if account is None:
        return errors.reply({"data": []})
    linked = {"id": account.id, "username": account.handle, "name": account.name}
    shown = fields.check(asked.get("instagram_business_account") or ["id"], linked, node="IGUser")
    values: dict[str, object] = {
        "id": page_id(account.id),
        "name": account.name,
        "tasks": ["ANALYZE", "ADVERTISE", "MODERATE", "CREATE_CONTENT", "MANAGE"],
        "instagram_business_account": {name: linked[name] for name in shown},
    }
    if "access_token" in wanted:
        # one from a long-lived token has no end of its own
        life_s = None
        if grant.kind != access.FACEBOOK_LONG:
            life_s = (grant.expires_ms - world.clock.now_ms()) // 1000
        consent = Consent(PLATFORM, grant.client_id, account.id, grant.scopes)
        values["access_token"] = login.issue(world, consent, access.PAGE, life_s)
    return errors.reply({"data": [{name: values[name] for name in wanted}]})


def permissions(world: World, call: Call) -> Response:
    """GET /{v}/me/permissions."""
    visit = _enter_as_user(world, call)
    visit.params.done()
    granted = sorted(visit.grant.scopes)
    return errors.reply({"data": [{"permission": one, "status": "granted"} for one in granted]})


def page_id(account_id: str) -> str:
    """The Page that an account is linked to."""
    return "1" + account_id[-14:].zfill(14)


def _enter_as_user(world: World, call: Call, *scopes: str) -> access.Visit:
    visit = access.enter(world, call, *scopes)
    if visit.grant.kind == access.PAGE:
        raise errors.invalid("This edge needs a token of a user, not of a Page")
    return visit
