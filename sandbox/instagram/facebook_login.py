"""Facebook Login as far as Instagram needs it: the dialog, user and Page tokens, linked Pages.

Every account here has a Page that it is linked to, and whoever signs in runs one of them.
https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
"""

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Asked, Choice
from sandbox.consenting import stop as _stop
from sandbox.exchange import Call, RefusalError
from sandbox.instagram import access, errors, fields, oauth, params
from sandbox.instagram.params import Params
from sandbox.instagram.people import PLATFORM
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
# Of a user's short token; Facebook says one to two hours.
SHORT_LIFE_S = 5_400
LONG_LIFE_S = 60 * 24 * 3600
# A Page token from a long-lived user token has no end of its own.
_PAGE_LIFE_S = 50 * 365 * 24 * 3600
_PAGE_FIELDS = frozenset({"id", "name", "access_token", "tasks", "instagram_business_account"})


def show(world: World, call: Call) -> Response:
    """GET /{v}/dialog/oauth."""
    asked, scopes = _read(world, call)
    return consenting.show(
        "Facebook",
        asked,
        wishes=(words for scope, words in SCOPES.items() if scope in scopes),
        scopes=scopes,
        choices=[
            Choice(account.id, account.name, f"Page, with Instagram @{account.handle}")
            for account in accounts.members(world.state, PLATFORM)
        ],
    )


def decide(world: World, call: Call) -> Response:
    """POST /{v}/dialog/oauth with the page's form."""
    asked, scopes = _read(world, call)
    form = oauth.read_form(call)
    if not consenting.allows(form):
        return consenting.back(
            asked,
            {
                "error": "access_denied",
                "error_reason": "user_denied",
                "error_description": "Permissions error",
            },
        )
    account = consenting.chosen(world, PLATFORM, form.get("account")).id
    code = oauth.issue_code(
        world,
        client_id=asked.client_id,
        account=account,
        redirect_uri=asked.redirect_uri,
        scopes=scopes,
    )
    return consenting.back(asked, {"code": code}, fragment="_=_")


def token(world: World, call: Call) -> Response:
    """GET /{v}/oauth/access_token: a code, or a short token, for a user token."""
    values = Params(params.read(call))
    client_id, secret = values.required("client_id"), values.required("client_secret")
    client = accounts.find_client(world.state, PLATFORM, client_id)
    if client is None or not oauth.is_secret(client, secret):
        raise errors.refusal(1, "Error validating client secret.")
    if values.text("grant_type") == "fb_exchange_token":
        grant = access.check_token(world, values.required("fb_exchange_token"))
        if grant.kind not in (access.FACEBOOK_SHORT, access.FACEBOOK_LONG):
            raise errors.invalid("fb_exchange_token must be a token of a user")
        kind, account, scopes = access.FACEBOOK_LONG, grant.account, " ".join(sorted(grant.scopes))
    else:
        code, redirect_uri = values.required("code"), values.required("redirect_uri")
        try:
            row = oauth.take_code(world, client_id, code, redirect_uri)
        except RefusalError:
            raise errors.invalid(
                "This authorization code has expired, has been used, or is of another redirect_uri",
                36007,
            ) from None
        kind, account, scopes = access.FACEBOOK_SHORT, row["member"], row["scopes"]
    values.done()
    life_s = SHORT_LIFE_S if kind == access.FACEBOOK_SHORT else LONG_LIFE_S
    made = oauth.issue(
        world, "EAA", kind, client_id=client_id, account=account, scopes=scopes, life_s=life_s
    )
    return errors.reply({"access_token": made, "token_type": "bearer", "expires_in": life_s})


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
        values["access_token"] = oauth.issue(
            world,
            "EAA",
            access.PAGE,
            client_id=grant.client_id,
            account=account.id,
            scopes=" ".join(sorted(grant.scopes)),
            life_s=_PAGE_LIFE_S
            if grant.kind == access.FACEBOOK_LONG
            else (grant.expires_ms - world.clock.now_ms()) // 1000,
        )
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


def _read(world: World, call: Call) -> tuple[Asked, frozenset[str]]:
    asked = consenting.read(world, PLATFORM, call)
    if not asked.is_for_a_code:
        raise RefusalError(_stop("This request is not valid.", "response_type must be code."))
    scopes = frozenset(one for one in asked.fields.get("scope", "").split(",") if one)
    for scope in sorted(scopes - SCOPES.keys()):
        raise RefusalError(_stop(f"Invalid Scopes: {scope}.", "Scopes are separated by commas."))
    return asked, scopes
