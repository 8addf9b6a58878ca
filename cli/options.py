"""The options that several commands share: one spelling, one explanation each."""

from typing import Annotated

import typer

from domain.errors import InvalidError
from domain.platform import Platform, parse_platform

PLATFORMS = ", ".join(platform.value for platform in Platform)


def _platform(name: str) -> Platform:
    try:
        return parse_platform(name)
    except InvalidError as error:
        raise typer.BadParameter(error.message) from error


def _instant(given: str) -> str:
    from domain.times import parse_instant

    try:
        return parse_instant(given).isoformat()
    except InvalidError as error:
        raise typer.BadParameter(error.message) from error


At = Annotated[
    str | None,
    typer.Option(
        parser=_instant,
        metavar="TIME",
        help="Like 2026-11-12T19:30:00+05:30; on approval when left out.",
    ),
]
OfPlatform = Annotated[
    Platform,
    typer.Option(parser=_platform, metavar="P", help="Where the posts in the file were published."),
]
WhosePlatform = Annotated[
    Platform,
    typer.Option(parser=_platform, metavar="P", help="Where the account is connected."),
]
OnPlatform = Annotated[
    Platform | None,
    typer.Option(parser=_platform, metavar="P", help="Only posts on this platform."),
]
WherePlatform = Annotated[
    Platform,
    typer.Option(
        "--platform",
        parser=_platform,
        metavar="P",
        help=f"Where it is to go out: {PLATFORMS}.",
    ),
]
ForPlatform = Annotated[
    Platform | None,
    typer.Option("--platform", parser=_platform, metavar="P", help="Where the post is to go out."),
]


def read_text(given: str) -> str:
    """The argument, once it is sure that it can be sent.

    Raises:
        typer.BadParameter: It was not typed in UTF-8.
    """
    try:
        given.encode()
    except UnicodeEncodeError as error:
        raise typer.BadParameter(
            f"its character {error.start + 1} is not UTF-8. Give the text in UTF-8; a file or a "
            "terminal in another encoding has to be converted first"
        ) from None
    return given


Workspace = Annotated[
    str | None, typer.Option(help="Id of the workspace to act in; the demo one when left out.")
]
Brand = Annotated[
    str | None, typer.Option(help="Id of the brand to act for; the workspace's own when left out.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="One JSON value on stdout; everything else on stderr.")
]
