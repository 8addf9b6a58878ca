"""`post`: a post of one's own, kept and asked about. Publishes nothing."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from cli import cards, options, output
from cli.api import Api
from domain.platform import Platform

WORDS = frozenset((".txt", ".md"))


def words_and_media(given: str | None, files: Sequence[Path]) -> tuple[str, tuple[Path, ...]]:
    """The words, typed or from a text file, and the files that go with them.

    Raises:
        typer.BadParameter: Nothing at all, or words twice; or the text file is not in UTF-8.
    """
    texts = [file for file in files if file.suffix.lower() in WORDS]
    media = tuple(file for file in files if file not in texts)
    if len(texts) + (given is not None) > 1 or not (files or given is not None):
        raise typer.BadParameter(
            "give the words once: with --text, or as a .txt file with --file; with a picture or a "
            "video they may be left out"
        )
    return _read(texts[0]) if texts else options.read_text(given or ""), media


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{file.name} is not in UTF-8; convert it first") from error


def post(
    api: Api,
    wanted: dict[str, Any],
    media: Sequence[Path],
    *,
    web: str | None,
    as_json: bool,
) -> None:
    """Hand the post and its media over, and show the question that it became.

    Args:
        api: The server.
        wanted: The fields of the request; None is left out.
        media: Files that go with it.
        web: Where the web app is open now; None: nowhere that is known.
        as_json: Whether a program reads it.
    """
    body = {name: value for name, value in wanted.items() if value is not None}
    body["media"] = [api.upload("/api/v1/media", file, {})["sha256"] for file in media]
    asked: dict[str, Any] = api.post("/api/v1/content", body)["approval"]
    if as_json:
        output.value(asked)
        return
    accounts = {c["id"]: cards.account(c) for c in api.items("/api/v1/platforms")}
    zone = api.get("/api/v1/profile", brand_id=wanted.get("brand_id")).get("timezone") or "UTC"
    title = Platform(asked["platform"]).title
    account = accounts.get(asked["connection_id"], title)
    output.show(cards.approval(asked, place=f"Your post on {title}", account=account, zone=zone))
    output.say(_waits(asked, web))


def _waits(asked: dict[str, Any], web: str | None) -> str:
    """Where it is decided, by a person or by a program."""
    page = f"at {web}/approvals/{asked['id']}" if web else "in the web app"
    body = json.dumps({"decision": "approve", "version": asked["version"]})
    return (
        f"It waits for a decision: {page}, or by\n"
        f"POST /api/v1/approvals/{asked['id']}/decision with {body}"
    )
