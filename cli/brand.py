"""`brand`: what is known of a brand, its files handed in, drafts of its profile taken over."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cli import options, output

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
DRAFT = "/api/v1/profile/draft"
KINDS = "logo, style_guide, price_list or product_picture"
View = dict[str, Any]


@app.callback()
def group() -> None:
    """See what is known of the brand, and draft it from its site, documents and posts."""


@app.command()
def show(
    *,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Show what is known of the brand."""
    from cli.owner import acting

    with acting(workspace) as api:
        profile = api.get(f"/api/v1/brands/{brand}" if brand else "/api/v1/profile")
    output.value(profile) if as_json else _show_profile(profile)


@app.command()
def add(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    *,
    kind: Annotated[str, typer.Option(metavar="KIND", help=f"{KINDS}.")],
    product: Annotated[str | None, typer.Option(help="The product a picture shows.")] = None,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Hand in a logo, a style guide, a price list or the picture of a product."""
    from cli.owner import acting

    given = {"kind": kind, "product": product, "brand_id": brand}
    fields = {name: value for name, value in given.items() if value}
    with acting(workspace) as api:
        made = api.upload("/api/v1/profile/assets", file, fields)
    if as_json:
        output.value(made)
    else:
        output.say(f"Kept {made['name']} as {made['id']}.")


@app.command()
def draft(
    *,
    website: Annotated[str | None, typer.Option(metavar="URL", help="The brand's own.")] = None,
    history: Annotated[bool, typer.Option("--history", help="Read its past posts.")] = False,
    asset: Annotated[
        list[str] | None, typer.Option(help="Id of a document, once for each.")
    ] = None,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Propose changes to the profile from what the brand says of itself; changes nothing."""
    from cli.owner import acting

    wanted: View = {
        "website": website,
        "use_history": history,
        "asset_ids": asset or [],
        "brand_id": brand,
    }
    with acting(workspace, worker=True) as api:
        made = api.post(DRAFT, wanted)
        if "job_id" in made:
            _wait(api, made["job_id"])
            made = api.get(f"{DRAFT}/{made['draft_id']}")
    output.value(made) if as_json else _show_draft(made)


@app.command()
def confirm(
    draft_id: Annotated[str, typer.Argument(help="As `brand draft` printed it.")],
    accept: Annotated[
        list[str] | None, typer.Argument(help="Ids of proposals; all when none is named.")
    ] = None,
    *,
    workspace: options.Workspace = None,
    as_json: options.AsJson = False,
) -> None:
    """Take proposals over into the profile."""
    from cli.owner import acting

    with acting(workspace) as api:
        done = api.post(f"{DRAFT}/{draft_id}/confirm", {"accept": accept or "all"})
    if as_json:
        output.value(done)
        return
    taken = [one for one in done["draft"]["proposals"] if one["accepted"]]
    output.say(f"{len(taken)} of {len(done['draft']['proposals'])} proposals are in the profile.")


def _wait(api: Any, job_id: str) -> None:
    """Until the site is read.

    Raises:
        UpstreamError: It could not be; says why.
    """
    import time

    from domain.errors import UpstreamError

    told = -1
    while (job := api.get(f"/api/v1/jobs/{job_id}"))["status"] != "done":
        if job["status"] == "failed":
            raise UpstreamError(str(job.get("error") or "It stopped. Run it again."))
        if job["total"] and job["done"] != told:
            told = job["done"]
            output.note(f"Reading page {told + 1} of {job['total']} at most")
        time.sleep(0.5)


def _show_profile(profile: View) -> None:
    output.facts({key: profile[key] for key in ("business_name", "industry", "location")})
    output.say(f"languages: {', '.join(profile['languages'])}")
    voice = profile["brand_voice"]
    for name in ("tone", "keywords", "avoid_words"):
        if voice[name]:
            output.say(f"{name.replace('_', ' ')}: {', '.join(voice[name])}")
    for product in profile["products"]:
        price = " ".join(filter(None, (product.get("price"), product.get("unit"))))
        output.say(f"product: {product['name']}{f', {price}' if price else ''}")
    for offer in profile["offers"]:
        until = f", until {offer['valid_until']}" if offer["valid_until"] else ""
        output.say(f"offer: {offer['text']}{until}")
    for fact in profile["facts"]:
        kept = "" if fact.get("may_be_claimed", True) else " (not to be claimed)"
        output.say(f"fact: {fact['text']}{kept}")
    output.facts({key: value for key, value in profile["contact"].items() if value})


def _show_draft(made: View) -> None:
    for one in made["proposals"]:
        known = _changed(one["value"], one["current"])
        output.say(f"{one['id']:>4}  {one['field']}: {_told(one['value'])}{known}")
        output.say(f"      {one['source']}{_quoted(one['quote'])}")
    for note in made["notes"]:
        output.say(note)
    output.say(
        f"Nothing was changed. To take some over: insta-media brand confirm {made['draft_id']} p1 …"
        if made["proposals"]
        else "Nothing new was found."
    )


def _changed(value: Any, current: Any) -> str:
    """What would be other than it is; a description that is added changes nothing told here."""
    if not current:
        return ""
    before = _told(current)
    return " (completes what is there)" if before == _told(value) else f" (instead of {before})"


def _told(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    name = value.get("name") or value.get("text")
    more = (value.get("price"), value.get("unit"), value.get("valid_until"))
    return ", ".join(str(part) for part in (name, *more) if part)


def _quoted(quote: str) -> str:
    line = " ".join(quote.split())
    return f": “{line[:90]}{'…' if len(line) > 90 else ''}”" if line else ""
