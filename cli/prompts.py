"""`prompts`: what the authors are asked, version by version."""

from typing import Annotated

import typer

from cli import options

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(help="For example social_post.")]
Version = Annotated[int | None, typer.Option(min=1, help="The newest when left out.")]


@app.callback()
def group() -> None:
    """Look at the prompts, and write the next version of one."""


@app.command("list")
def list_prompts(*, as_json: options.AsJson = False) -> None:
    """List every prompt with its versions."""
    from cli import prompting

    prompting.show_list(as_json=as_json)


@app.command()
def show(name: Name, *, version: Version = None, as_json: options.AsJson = False) -> None:
    """Print one prompt, with what it promises."""
    from cli import prompting

    with prompting.usage():
        prompt = prompting.find(name, version)
    prompting.show_one(prompt, as_json=as_json)


@app.command()
def diff(
    name: Name,
    old: Annotated[int | None, typer.Argument(min=1, help="The one before NEW.")] = None,
    new: Annotated[int | None, typer.Argument(min=1, help="The newest when left out.")] = None,
    *,
    as_json: options.AsJson = False,
) -> None:
    """Show what changed between two versions."""
    from cli import prompting

    with prompting.usage():
        found = prompting.differences(name, old, new)
    prompting.show_differences(found, as_json=as_json)


@app.command("new-version")
def new_version(name: Name, *, as_json: options.AsJson = False) -> None:
    """Begin the next version with the words of the newest."""
    from cli import prompting
    from prompts.release import draft_version

    with prompting.usage():
        path = draft_version(name)
    prompting.show_new(name, path, as_json=as_json)


@app.command()
def verify(
    *,
    lock: Annotated[bool, typer.Option("--lock", help="Release the drafts as they are.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Check every file against its front matter and the lock. Exit 1: something is not in order."""
    from cli import prompting
    from prompts.release import lock_drafts

    locked = lock_drafts() if lock else ()
    fine = prompting.show_state(locked, as_json=as_json)
    raise typer.Exit(0 if fine else 1)
