"""The commands of the studio: texts of any kind, pictures, and scripts of videos."""

from pathlib import Path
from typing import Annotated

import typer

from cli import options, output
from domain.look import Ratio, Style
from domain.platform import Platform

Brief = Annotated[str, typer.Argument(callback=options.read_text, help="What it shall be about.")]
Language = Annotated[str, typer.Option(help="en, hi or hi-Latn.")]


def studio(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="TYPE",
            help="social_post, ad_copy, blog_outline, email or product_description.",
        ),
    ],
    brief: Brief,
    platform: options.ForPlatform = Platform.INSTAGRAM,
    *,
    language: Language = "en",
    template: Annotated[str | None, typer.Option(help="Id of a template to follow.")] = None,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Write texts for a brief: posts, ads, outlines, e-mails, descriptions."""
    from cli import texts
    from cli.owner import acting

    wanted = {"content_type": kind, "brief": brief, "platform": platform, "language": language}
    more = {"template_id": template, "brand_id": brand}
    with acting(workspace) as api:
        made = api.post("/api/v1/studio/generate", wanted | more)
    output.value(made) if as_json else output.show(texts.written(made))


def video(
    brief: Brief,
    platform: options.ForPlatform = Platform.INSTAGRAM,
    *,
    language: Language = "en",
    seconds: Annotated[
        int | None,
        typer.Option(metavar="15|30|60", help="As the brief says, else 15, when left out."),
    ] = None,
    count: Annotated[int, typer.Option("--n", min=1, max=3, help="How many.")] = 1,
    film: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the first one and write it there, MP4."),
    ] = None,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Write the script of a short video, scene by scene; with --film draw it as a storyboard."""
    from cli import filmed, shots
    from cli.owner import acting

    wanted = {"brief": brief, "platform": platform, "language": language, "duration": seconds}
    more = {"variation_count": count, "brand_id": brand}
    with acting(workspace) as api:
        made = api.post("/api/v1/studio/video", wanted | more)
        output.value(made) if as_json else output.show(shots.listed(made))
        if film:
            filmed.storyboard(api, made, wanted | more, film)


def picture(
    text: Annotated[
        str, typer.Argument(callback=options.read_text, help="The words it goes with.")
    ],
    platform: options.ForPlatform = Platform.INSTAGRAM,
    *,
    carousel: Annotated[
        bool, typer.Option("--carousel", help="Several cards to swipe through.")
    ] = False,
    style: Annotated[
        Style | None, typer.Option(help="The brand's, when left out.", show_default=False)
    ] = None,
    ratio: Annotated[
        Ratio | None, typer.Option(help="The platform's, when left out.", show_default=False)
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files go.")] = Path(),
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Draw the picture of a post, or a carousel, and write it to files."""
    from cli import filmed
    from cli.owner import acting

    look = {"style": style, "ratio": ratio, "carousel": carousel}
    wanted = {"text": text, "platform": platform, "brand_id": brand}
    with acting(workspace) as api:
        made = api.post("/api/v1/studio/images", wanted | look)
        files = filmed.pictures(api, made, out)
    output.value(made) if as_json else output.say("\n".join(map(str, files)))
