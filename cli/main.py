"""The commands, one function each: reads options, calls the module that does it, shows the result.

Imports nothing heavy, so that `--help` answers at once.
"""

from pathlib import Path
from typing import Annotated

import typer

from cli import assets, esg, evals, making, options, output, prompts
from cli import brand as brands
from cli.group import Commands
from domain.period import Period
from domain.platform import Platform

app = typer.Typer(
    name="insta-media",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(assets.app, name="assets")
app.add_typer(brands.app, name="brand")
app.add_typer(esg.app, name="esg")
app.add_typer(evals.app, name="eval")
app.add_typer(prompts.app, name="prompts")

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


@app.callback()
def insta_media(
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of failures.")] = False,
) -> None:
    """A marketing team in a chat. Nothing is published that you did not approve."""


@app.command()
def serve(
    *,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    worker: Annotated[bool, typer.Option("--worker/--no-worker", help="Run jobs here too.")] = True,
    sandbox: Annotated[
        bool, typer.Option("--sandbox/--no-sandbox", help="Start the local platforms too.")
    ] = True,
) -> None:
    """Serve the API and the chat, with the worker and the sandbox."""
    from cli.processes import run_server

    run_server(host=host, port=port, with_worker=worker, with_sandbox=sandbox)


@app.command()
def worker() -> None:
    """Run jobs beside servers elsewhere (on PostgreSQL)."""
    from cli.processes import run_worker

    run_worker()


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes free ones.")] = 8900,
    data: Annotated[Path | None, typer.Option(file_okay=False, help="Its own folder.")] = None,
    faults: Annotated[str | None, typer.Option(metavar="chaos", help="Let calls fail.")] = None,
) -> None:
    """Run the local stand-ins for platforms and sites."""
    from cli.processes import run_sandbox

    run_sandbox(port=port, data=data, faults=faults)


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    from cli.processes import migrate as run

    run()


@app.command()
def reindex(
    *,
    sample: Annotated[int, typer.Option(min=0, max=1000, help="Posts tried as queries.")] = 50,
    workspace: options.Workspace = None,
    as_json: options.AsJson = False,
) -> None:
    """Compare the derived index with the rows, repair it, and prove that they are equal."""
    from cli import reindex as proof
    from cli.owner import acting

    with acting(workspace) as api:
        is_equal = proof.run(api, sample=sample, as_json=as_json)
    raise typer.Exit(0 if is_equal else 1)


@app.command("rotate-keys")
def rotate_keys(*, workspace: options.Workspace = None, as_json: options.AsJson = False) -> None:
    """Encrypt every stored secret with the first of INSTA_SECRET_KEY."""
    from cli import rotating

    raise typer.Exit(0 if rotating.run(workspace, as_json=as_json) else 1)


@app.command()
def doctor(
    *,
    model: Annotated[
        bool, typer.Option("--model", help="Also ask each model one tiny question.")
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Check this installation and say what to do."""
    from cli import doctor as checks

    found = checks.examine(ask_models=model)
    checks.show(found, as_json=as_json)
    raise typer.Exit(checks.exit_code(found))


@app.command()
def seed(
    *,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Load the demo brand with its history (development only)."""
    from cli.owner import acting

    with acting(workspace) as api:
        done = api.post("/api/v1/seed", brand_id=brand)
    output.value(done) if as_json else output.facts(done)


@app.command()
def connect(
    platform: Annotated[str, typer.Argument(help=f"One of {options.PLATFORMS}.")] = "linkedin",
    *,
    workspace: options.Workspace = None,
    as_json: options.AsJson = False,
) -> None:
    """Connect an account to post as: shows the platform's consent page."""
    from cli import connecting
    from cli.owner import acting
    from domain.platform import parse_platform

    with acting(workspace, worker=True) as api:
        connecting.connect(api, parse_platform(platform), as_json=as_json)


@app.command()
def ideas(
    brief: Annotated[str, typer.Argument(help="A wish, for example “ideas for Diwali”.")] = "",
    *,
    count: Annotated[int, typer.Option("--n", min=1, max=12, help="How many.")] = 5,
    workspace: options.Workspace = None,
    as_json: options.AsJson = False,
) -> None:
    """What could be posted, each with what it rests on and what to expect."""
    from cli import ideas as offered
    from cli.owner import acting

    with acting(workspace) as api:
        offered.show(api, brief, count, as_json=as_json)


@app.command()
def pause(
    platform: Annotated[str, typer.Argument(help=f"One of {options.PLATFORMS}.")],
    *,
    workspace: options.Workspace = None,
    as_json: options.AsJson = False,
) -> None:
    """Hold everything back that would go out by a platform's accounts."""
    from cli import pausing
    from cli.owner import acting
    from domain.platform import parse_platform

    with acting(workspace) as api:
        pausing.turn(api, parse_platform(platform), "pause", as_json=as_json)


@app.command()
def resume(
    platform: Annotated[str, typer.Argument(help=f"One of {options.PLATFORMS}.")],
    *,
    workspace: options.Workspace = None,
    as_json: options.AsJson = False,
) -> None:
    """Let a paused platform's accounts post again."""
    from cli import pausing
    from cli.owner import acting
    from domain.platform import parse_platform

    with acting(workspace) as api:
        pausing.turn(api, parse_platform(platform), "resume", as_json=as_json)


@app.command("import-posts")
def import_posts(
    file: File,
    *,
    platform: options.OfPlatform,
    mapping: Annotated[
        str | None, typer.Option(help="JSON: our field to the header, or to null.")
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Where times without one are of, like Asia/Kolkata."),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show how it would be read; write nothing.")
    ] = False,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Take a file of past posts (CSV or JSON) into the brand's history."""
    from cli import posts
    from cli.owner import acting

    columns = posts.read_mapping(mapping)
    fields = posts.fields(platform, brand=brand, mapping=columns, timezone=timezone)
    with acting(workspace) as api:
        if preview:
            told = posts.preview(api, file, fields)
            posts.show_preview(told, may_lack_text="text" in columns, as_json=as_json)
            return
        done = posts.hand_in(api, file, fields)
    if "job_id" in done:
        # a server of our own works on jobs only where it is told to
        with acting(workspace, worker=True) as api:
            done = posts.finished(api, done["job_id"])
    posts.show(done, as_json=as_json)
    posts.check(done)


@app.command("pull-history")
def pull_history(
    *,
    platform: options.WhosePlatform,
    connection: Annotated[
        str | None, typer.Option(help="Id of the account, where several are connected.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=5000, help="Newest first.")] = 500,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Bring a connected account's own past posts into the brand's history."""
    from cli import posts
    from cli.owner import acting

    with acting(workspace, worker=True) as api:
        done = posts.pull(api, platform, connection=connection, limit=limit, brand=brand)
    posts.show(done, as_json=as_json)


@app.command()
def post(
    *,
    platform: options.WherePlatform,
    text: Annotated[str | None, typer.Option(help="What it says.")] = None,
    file: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="A picture, video or PDF, once for each; or a .txt with what it says, in UTF-8.",
        ),
    ] = None,
    comment: Annotated[str | None, typer.Option(help="What follows as its first comment.")] = None,
    at: options.At = None,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Write a post yourself; it waits for a decision like every other."""
    from cli import writing
    from cli.owner import acting, web_address

    said, media = writing.words_and_media(text, file or [])
    wanted = {
        "platform": platform.value,
        "text": said,
        "first_comment": comment,
        "publish_at": at,
        "brand_id": brand,
    }
    # asked before: a server that is started for this command ends with it
    web = web_address()
    with acting(workspace) as api:
        writing.post(api, wanted, media, web=web, as_json=as_json)


app.command()(making.studio)
app.command()(making.video)
app.command()(making.picture)
app.command()(making.storyboard)


@app.command()
def report(
    *,
    campaign: Annotated[str | None, typer.Option(help="Id of the campaign it is about.")] = None,
    period: Annotated[
        Period | None, typer.Option(help="When the posts went out; any time when left out.")
    ] = None,
    platform: options.OnPlatform = None,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT", dir_okay=False, help="Save it as a page, too.")
    ] = None,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Tell how posts did: all, of a time, a platform or a campaign."""
    from cli import reports
    from cli.owner import acting

    wanted = {"campaign": campaign, "period": period, "platform": platform, "brand_id": brand}
    with acting(workspace) as api:
        reports.run(api, wanted, page=html, as_json=as_json)


@app.command()
def chat(
    *,
    message: Annotated[str | None, typer.Option(help="Say this, print the answer, end.")] = None,
    thread: Annotated[str | None, typer.Option(help="Go on with this conversation.")] = None,
    workspace: options.Workspace = None,
    brand: options.Brand = None,
    as_json: options.AsJson = False,
) -> None:
    """Talk with the team, and decide what it may publish."""
    from cli import chat as talk
    from cli.owner import acting

    with acting(workspace, worker=True) as api:
        talk.run(api, thread_id=thread, brand=brand, message=message, as_json=as_json)


@app.command()
def demo(
    *,
    brief: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="YAML.")] = None,
    posts: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="CSV.")] = None,
    platform: options.OfPlatform = Platform.INSTAGRAM,
    as_json: options.AsJson = False,
) -> None:
    """Play it all in the sandbox: a sentence, posts, a report."""
    from cli import demo as show

    show.run(brief_file=brief, posts_file=posts, platform=platform, as_json=as_json)


if __name__ == "__main__":
    app()
