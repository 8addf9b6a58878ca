"""`esg`: what the emotional-resonance engine finds in the brand's own history."""

from typing import Annotated, Any

import typer

from cli import options, output

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
_NONE = (
    "No post of this brand can be compared yet. Bring its history in with "
    "`insta-media import-posts FILE --platform instagram`."
)


@app.callback()
def group() -> None:
    """Ask the brand's own history."""


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="A draft, a topic, a feeling.")],
    k: Annotated[int, typer.Option("-k", min=1, max=20, help="How many posts.")] = 5,
    *,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Find the posts to learn from, re-ranked by how much they moved people."""
    from cli.owner import acting

    with acting(workspace) as api:
        body = {"text": text, "k": k} | ({"brand_id": brand} if brand else {})
        found = api.post("/api/v1/esg/search", body)
    output.value(found) if as_json else _show(found)


def _show(found: dict[str, Any]) -> None:
    from cli.references import table

    if not found["references"]:
        output.note(_NONE)
        return
    output.show(table(found["references"]))
    output.note(f"Compared in the {found['space']} space.")
