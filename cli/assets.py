"""`assets`: a workspace's files under keys that people can read, listed and put there anew."""

from typing import Annotated

import typer

from cli import options, output

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
ASSETS = "/api/v1/assets"


@app.callback()
def group() -> None:
    """See the files of the workspace as they lie in their folder or bucket."""


@app.command("list")
def show(
    prefix: Annotated[str, typer.Argument(help="How the keys begin.")] = "",
    *,
    workspace: options.Workspace = None,
    as_json: options.AsJson = False,
) -> None:
    """List what lies there: posts' media, brands' files, reports, findings."""
    from cli.owner import acting

    with acting(workspace) as api:
        found = api.items(ASSETS, prefix=prefix)
    if as_json:
        output.value(found)
        return
    for one in found:
        version = f", version {one['version']}" if one["version"] else ""
        output.say(f"{one['key']}  ({one['size']:,} bytes{version})")
    if not found:
        output.say("Nothing lies there yet. A post's media do soon after it is drafted.")


@app.command()
def rebuild(*, workspace: options.Workspace = None, as_json: options.AsJson = False) -> None:
    """Put all of them there anew, after files were lost, changed or restored."""
    from cli.owner import acting

    with acting(workspace, worker=True) as api:
        done = api.post(f"{ASSETS}/rebuild")
    if as_json:
        output.value(done)
    else:
        number = done["files"]
        noun = "file is" if number == 1 else "files are"
        output.say(f"{number} {noun} put there anew by whoever serves this workspace.")
