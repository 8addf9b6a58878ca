"""LinkedIn's organisations: which ones a member administers, and what they are called."""

from starlette.responses import Response

from sandbox import accounts
from sandbox.exchange import Call
from sandbox.linkedin import access, errors
from sandbox.linkedin.people import PLATFORM
from sandbox.linkedin.posts import read_query
from sandbox.world import World

_ACL_QUERY = {"q": "roleAssignee", "role": "ADMINISTRATOR", "state": "APPROVED"}
_PAGING = {"start", "count"}


def acls(world: World, call: Call) -> Response:
    """GET /rest/organizationAcls."""
    grant = access.enter_rest(world, call)
    grant.must_have("rw_organization_admin")
    query = read_query(call)
    if query.get("q") != "roleAssignee":
        raise errors.bad_input("INVALID_VALUE_FOR_FIELD", "q must be roleAssignee", field="q")
    for name, value in query.items():
        if name not in _PAGING and _ACL_QUERY.get(name) != value:
            raise errors.bad_input(
                "INVALID_VALUE_FOR_FIELD", f"{name} is not supported with this value", field=name
            )
    elements = [_acl(grant, account) for account in access.administered(world, grant)]
    paging = {"start": 0, "count": 10, "total": len(elements), "links": []}
    return errors.reply({"paging": paging, "elements": elements})


def read(world: World, call: Call) -> Response:
    """GET /rest/organizations/{id}."""
    grant = access.enter_rest(world, call)
    grant.must_have("rw_organization_admin")
    urn = f"urn:li:organization:{call.params['id']}"
    account = accounts.find_by_urn(world.state, PLATFORM, urn)
    if account is None:
        raise errors.refusal(404, "NOT_FOUND", f"Could not find organization {call.params['id']}")
    if not access.is_administered(world, grant, urn):
        raise errors.denied(f"Not enough permissions to read {urn}")
    return errors.reply(
        {
            "id": int(account.id),
            "localizedName": account.name,
            "vanityName": account.handle,
            "name": {"localized": {"en_US": account.name}},
        }
    )


def _acl(grant: access.Grant, account: accounts.Account) -> dict[str, object]:
    return {
        "role": "ADMINISTRATOR",
        "roleAssignee": grant.person_urn,
        "state": "APPROVED",
        "organization": account.urn,
    }
