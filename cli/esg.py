"""`esg`: what the emotional-resonance engine finds in the brand's own history."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cli import options, output
from domain.platform import Platform

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
    text: Annotated[
        str, typer.Argument(callback=options.read_text, help="A draft, a topic, a feeling.")
    ],
    k: Annotated[int, typer.Option("-k", min=1, max=20, help="How many posts.")] = 5,
    *,
    platform: options.OnPlatform = None,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Find the posts to learn from, re-ranked by how much they moved people."""
    from cli.owner import acting

    with acting(workspace) as api:
        body = _body(platform, brand) | {"text": text, "k": k}
        found = api.post("/api/v1/esg/search", body)
    output.value(found) if as_json else _show(found)


@app.command()
def study(
    file: Annotated[
        Path | None,
        typer.Argument(
            exists=True,
            dir_okay=False,
            readable=True,
            help="Past posts; without one, the brand's own are studied.",
        ),
    ] = None,
    *,
    platform: options.OnPlatform = None,
    mapping: Annotated[str | None, typer.Option(help="JSON: our field to the header.")] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT", dir_okay=False, help="Save it as a page, too.")
    ] = None,
    markdown: Annotated[
        Path | None, typer.Option(metavar="OUT", dir_okay=False, help="Save it as Markdown, too.")
    ] = None,
    leave_one_out: Annotated[
        bool,
        typer.Option(
            "--leave-one-out", help="Without dates: learn from all other posts. Likely too good."
        ),
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="Fixes what is drawn by chance.")] = 1,
    as_json: options.AsJson = False,
) -> None:
    """Measure on past posts whether a brand's own past foretells."""
    from cli import posts, studying

    shown = studying.Shown(html, markdown, as_json)
    if file is None:
        from cli.owner import acting

        with acting(None, worker=True) as api:
            studying.own(api, platform, shown)
        return
    wanted = studying.wanted(
        file,
        platform or Platform.INSTAGRAM,
        posts.read_mapping(mapping),
        leave_one_out=leave_one_out,
        seed=seed,
    )
    studying.run(wanted, shown)


@app.command()
def align(
    text: Annotated[str, typer.Argument(callback=options.read_text, help="The draft of a post.")],
    platform: options.ForPlatform = None,
    *,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Say how well a draft would move the brand's audience, and better it."""
    from cli import aligning
    from cli.owner import acting

    with acting(workspace) as api:
        found = api.post("/api/v1/esg/align", _body(platform, brand) | {"draft": text})
    output.value(found) if as_json else output.show(aligning.alignment(found))


@app.command()
def explain(
    text: Annotated[
        str, typer.Argument(callback=options.read_text, help="A draft, as a reader would see it.")
    ],
    platform: options.ForPlatform = None,
    *,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Say what a text is expected to do, and why: posts, registers, what would help."""
    from cli import aligning
    from cli.owner import acting

    with acting(workspace) as api:
        found = api.post("/api/v1/esg/explain", _body(platform, brand) | {"text": text})
    output.value(found) if as_json else output.show(aligning.explanation(found))


@app.command()
def model(
    *,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Say which registers move the brand's audience, and what that rests on."""
    from cli import modelling
    from cli.owner import acting

    with acting(workspace) as api:
        found = api.get("/api/v1/esg/model", brand_id=brand)
    output.value(found) if as_json else output.show(modelling.model(found))


def _body(platform: Platform | None, brand: str | None) -> dict[str, Any]:
    told = {"platform": platform.value if platform else None, "brand_id": brand}
    return {name: value for name, value in told.items() if value}


def _show(found: dict[str, Any]) -> None:
    from cli.references import SPACES, table

    if not found["references"]:
        output.note(_NONE)
        return
    output.show(table(found["references"]))
    output.note(f"Compared {SPACES[found['space']]}.")
