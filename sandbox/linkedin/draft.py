"""Strict check of the body of POST /rest/posts. Knows nothing of tokens or storage."""

import re
from dataclasses import dataclass

from sandbox.exchange import Call, RefusalError
from sandbox.linkedin import errors
from sandbox.linkedin.content import Content, read_content
from sandbox.strictjson import NotJsonError, read_json

LONGEST_COMMENTARY = 3000
AUTHOR = re.compile(r"urn:li:(person|organization):([A-Za-z0-9_-]+)")
_REQUIRED = ("author", "commentary", "visibility", "distribution", "lifecycleState")
_KNOWN = {*_REQUIRED, "isReshareDisabledByAuthor", "content"}
_VISIBILITIES = ("PUBLIC", "CONNECTIONS", "LOGGED_IN")
_FEEDS = ("MAIN_FEED", "NONE")
_DISTRIBUTION = {"feedDistribution", "targetEntities", "thirdPartyDistributionChannels"}


@dataclass(frozen=True)
class Draft:
    author: str
    commentary: str
    body: dict[str, object]
    content: Content


def read_draft(call: Call) -> Draft:
    """The post to publish.

    Raises:
        RefusalError: 400 or 415 with the field that is wrong.
    """
    body = read_body(call)
    check_names(body, _KNOWN, "")
    for name in _REQUIRED:
        if body.get(name) is None:
            raise errors.bad_input(
                "MISSING_FIELD", f"{name} field is required but not found", field=name
            )
    _check_choices(body)
    _check_distribution(body["distribution"])
    content = read_content(body.get("content"))
    commentary = _commentary(body["commentary"], may_be_empty=content != Content())
    return Draft(_author(body["author"]), commentary, body, content)


def read_body(call: Call) -> dict[str, object]:
    """The JSON object of the call.

    Raises:
        RefusalError: 400 or 415.
    """
    content_type = call.content_type
    if content_type != "application/json":
        raise errors.refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json")
    try:
        body = read_json(call.body)
    except NotJsonError as error:
        raise errors.bad_input(
            "INVALID_JSON", f"Cannot parse the request entity: {error}"
        ) from None
    if not isinstance(body, dict):
        raise errors.bad_input("INVALID_JSON", "The request entity must be an object")
    return body


def check_names(record: dict[str, object], known: set[str], path: str) -> None:
    """Whether the record has no other fields than these.

    Raises:
        RefusalError: 400.
    """
    for name in record:
        if name not in known:
            field = f"{path}/{name}"
            raise errors.bad_input(
                "INVALID_VALUE_FOR_FIELD",
                f"ERROR :: {field} :: unrecognized field found but not allowed",
                field=field.lstrip("/"),
            )


def _check_choices(body: dict[str, object]) -> None:
    _one_of(body["visibility"], _VISIBILITIES, "visibility")
    # A draft or a scheduled post cannot be created by this API:
    # https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api
    _one_of(body["lifecycleState"], ("PUBLISHED",), "lifecycleState")
    if not isinstance(body.get("isReshareDisabledByAuthor", False), bool):
        raise _invalid("isReshareDisabledByAuthor", "must be true or false")


def _check_distribution(value: object) -> None:
    if not isinstance(value, dict):
        raise _invalid("distribution", "must be an object")
    check_names(value, _DISTRIBUTION, "/distribution")
    if "feedDistribution" not in value:
        name = "distribution/feedDistribution"
        raise errors.bad_input(
            "MISSING_FIELD", f"{name} field is required but not found", field=name
        )
    _one_of(value["feedDistribution"], _FEEDS, "distribution/feedDistribution")
    for name in ("targetEntities", "thirdPartyDistributionChannels"):
        if value.get(name, []) != []:
            raise _invalid(f"distribution/{name}", "must be an empty array")


def _author(value: object) -> str:
    if not isinstance(value, str) or not AUTHOR.fullmatch(value):
        kind = isinstance(value, str) and value.startswith("urn:li:")
        raise errors.bad_input(
            "INVALID_URN_TYPE" if kind else "INVALID_VALUE_FOR_FIELD",
            "author must be urn:li:person:{id} or urn:li:organization:{id}",
            field="author",
        )
    return value


def _commentary(value: object, *, may_be_empty: bool) -> str:
    if not isinstance(value, str):
        raise _invalid("commentary", "must be a string")
    if not value.strip() and not may_be_empty:
        raise _invalid("commentary", "must not be empty in a post without content")
    # Counted with the escapes, which is the stricter reading of the documented 3,000.
    if len(value) > LONGEST_COMMENTARY:
        raise errors.bad_input(
            "FIELD_LENGTH_TOO_LONG",
            f"commentary is {len(value)} characters long, the limit is {LONGEST_COMMENTARY}",
            field="commentary",
        )
    return value


def _one_of(value: object, choices: tuple[str, ...], field: str) -> None:
    if value not in choices:
        raise _invalid(field, f"must be one of {', '.join(choices)}")


def _invalid(field: str, rule: str) -> RefusalError:
    return errors.bad_input("INVALID_VALUE_FOR_FIELD", f"{field} {rule}", field=field)
