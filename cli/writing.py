"""`post`: a post of one's own, kept and asked about. Publishes nothing."""

from pathlib import Path
from typing import Any

import typer

from cli import cards, options, output
from cli.api import Api
from domain.platform import Platform


def text_of(given: str | None, file: Path | None) -> str:
    """The words, typed or from a file.

    Raises:
        typer.BadParameter: None of both, or both; or the file is not in UTF-8.
    """
    if (given is None) == (file is None):
        raise typer.BadParameter("give the words with --text, or a file with --file")
    if file is None:
        return options.read_text(given or "")
    try:
        return file.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{file.name} is not in UTF-8; convert it first") from error


def post(api: Api, wanted: dict[str, Any], *, as_json: bool) -> None:
    """Hand the post over and show the question that it became."""
    body = {name: value for name, value in wanted.items() if value is not None}
    asked: dict[str, Any] = api.post("/api/v1/content", body)["approval"]
    if as_json:
        output.value(asked)
        return
    accounts = {c["id"]: cards.account(c) for c in api.items("/api/v1/platforms")}
    zone = api.get("/api/v1/profile", brand_id=wanted.get("brand_id")).get("timezone") or "UTC"
    title = Platform(asked["platform"]).title
    account = accounts.get(asked["connection_id"], title)
    output.show(cards.approval(asked, place=f"Your post on {title}", account=account, zone=zone))
    output.say(
        "It waits for a decision, in the web app or at "
        f"POST /api/v1/approvals/{asked['id']}/decision."
    )
