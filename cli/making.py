"""The commands of the studio: texts of any kind, pictures, and scripts of videos."""

from pathlib import Path
from typing import Annotated

import typer

from cli import options, output
from domain.look import Style
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
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Write the script of a short video, scene by scene, to be filmed with a phone."""
    from cli import shots
    from cli.owner import acting

    wanted = {"brief": brief, "platform": platform, "language": language, "duration": seconds}
    more = {"variation_count": count, "brand_id": brand}
    with acting(workspace) as api:
        made = api.post("/api/v1/studio/video", wanted | more)
    output.value(made) if as_json else output.show(shots.listed(made))


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
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files go.")] = Path(),
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Draw the picture of a post, or a carousel, and write it to files."""
    from cli import filmed
    from cli.owner import acting

    look = {"style": style, "carousel": carousel}
    wanted = {"text": text, "platform": platform, "brand_id": brand}
    with acting(workspace) as api:
        made = api.post("/api/v1/studio/images", wanted | look)
        files = filmed.pictures(api, made, out)
    output.value(made) if as_json else output.say("\n".join(map(str, files)))


def storyboard(
    script: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="What `video --json` printed.")
    ],
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Where the MP4 goes.")],
    platform: options.ForPlatform = Platform.INSTAGRAM,
    *,
    style: Annotated[
        Style | None, typer.Option(help="The brand's, when left out.", show_default=False)
    ] = None,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Draw a script as a video in the brand's look, with its words and a silent track."""
    from cli import filmed
    from cli.owner import acting

    wanted = {"script": filmed.read_script(script), "platform": platform, "style": style}
    with acting(workspace) as api:
        done = filmed.storyboard(api, wanted | {"brand_id": brand}, out)
    output.value(done) if as_json else output.say(str(out))
