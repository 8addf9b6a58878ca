"""`demo`: plays the script on a server and hands its result to a program or a reader."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cli import brief, newcomer, output, play, walk
from cli.conversation import Conversation
from cli.play import Play, View
from domain.errors import UpstreamError
from domain.platform import Platform


def run(
    *, brief_file: Path | None, posts_file: Path | None, platform: Platform, as_json: bool
) -> None:
    """Play the demo to its end.

    Raises:
        InstaMediaError: A step failed; says which and what to do.
    """
    asked = brief.load(brief_file)
    show = walk.silent if as_json else walk.show
    with _stage() as (url, sandbox_url), ExitStack() as stack:
        script = Play(stack.enter_context(newcomer.sign_up(url, asked)), sandbox_url)
        sandbox = newcomer.connect(script, asked, stack)
        history = posts_file or (None if brief_file else stack.enter_context(_its_own_history()))
        newcomer.prepare(script, sandbox, asked, history=history, platform=platform)
        conversation = Conversation.begin(script.api)
        play.ask(script, conversation, str(asked["ask"]))
        show("plan", script)
        show("approvals", script)
        play.approve(script)
        play.publish(script, sandbox)
        show("publications", script)
        play.measure(script, sandbox)
        show("metrics", script)
        play.conclude(script, conversation)
        show("report", script)
    if as_json:
        output.value(result(script))
    _all_out(script)


def _its_own_history() -> AbstractContextManager[Path]:
    """The invented café's past posts; another brief's shop has none unless it brings them."""
    return as_file(files("tools.data").joinpath("demo_posts.csv"))


@contextmanager
def _stage() -> Iterator[tuple[str, str]]:
    """A server and the sandbox it uses: the running ones, or both of our own for the while.

    Our own know nothing of this data folder: its other workspaces' posts must not meet a sandbox
    that has never heard of them.
    """
    from cli import sandbox
    from cli.owner import await_ready, find
    from cli.serving import serving
    from config.settings import load_settings

    settings = load_settings()
    owner = find(settings)
    if owner:
        await_ready(owner)
        output.note(f"Using the server at {owner.url}")
        yield owner.url, settings.sandbox_url
        return
    output.note("Starting a server and a sandbox for this demo")
    with ExitStack() as stack:
        twins = stack.enter_context(sandbox.own())
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="insta-media-demo-")))
        # a slot ahead need not be waited for; beside a real network the system's clock stays, and
        # the demo refuses before it posts
        clock = "sandbox" if settings.all_sandbox else "system"
        changes = {"sandbox_url": twins, "data_dir": folder, "database_url": "", "clock": clock}
        yield stack.enter_context(serving(settings.model_copy(update=changes))), twins
        output.note("Both are stopped now, and the addresses of the posts with them")


def result(script: Play) -> View:
    """The demo in the contract's words."""
    return {
        "plan": {
            "strategy": script.campaign["strategy"],
            "tasks": [_task(task) for task in script.campaign["tasks"]],
        },
        "references": _references(script.contents),
        "drafts": [draft for content in script.contents for draft in _drafts(content)],
        "approvals": script.approvals,
        "publications": script.publications,
        "metrics": [_metric(snapshot) for snapshot in script.metrics],
        "report": script.report,
    }


def _task(task: View) -> View:
    return {name: task[name] for name in ("id", "type", "priority", "depends_on", "status")}


def _metric(snapshot: View) -> View:
    return {name: snapshot[name] for name in ("publication_id", "as_of", "window", "values")}


def _references(contents: list[View]) -> list[View]:
    """Every post that a draft learned from, once, as it stood for the first draft that used it."""
    first: dict[str, View] = {}
    for reference in (r for content in contents for r in content["references"]):
        first.setdefault(reference["post_id"], reference)
    return list(first.values())


def _drafts(content: View) -> Iterator[dict[str, Any]]:
    for variation in content["variations"]:
        yield {
            "id": variation["id"],
            "platform": content["platform"],
            "language": content["language"],
            "register": variation["register"],
            "text": variation["text"],
            "hashtags": variation["hashtags"],
            "reference_ids": [reference["post_id"] for reference in content["references"]],
        }


def _all_out(script: Play) -> None:
    held_up = [p for p in script.publications if p["state"] in ("failed", "unknown", "missed")]
    if held_up:
        reasons = "; ".join(
            (p["error"] or {}).get("message", "") or f"it is {p['state']}" for p in held_up
        )
        raise UpstreamError(f"{len(held_up)} approved posts did not go out: {reasons}")
