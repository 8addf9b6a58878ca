"""`eval`: how well an author does its tasks, and whether that changed."""

from pathlib import Path
from typing import Annotated

import typer

from cli import options

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Tasks = Annotated[list[str] | None, typer.Argument(metavar="TASK", help="All when left out.")]
Model = Annotated[str, typer.Option(help="“offline”, or provider:model.")]
RunName = Annotated[str | None, typer.Argument(metavar="RUN", help="The newest when left out.")]
Runs = Annotated[Path, typer.Option(file_okay=False, help="Where runs are kept.")]
Baselines = Annotated[
    Path | None, typer.Option(file_okay=False, help="Where baselines are kept; ours by default.")
]
RUNS = Path("build/evals")


@app.callback()
def group() -> None:
    """Measure an author against hand-written cases, and compare with its baseline."""


@app.command()
def run(
    tasks: Tasks = None,
    *,
    model: Model = "offline",
    record: Annotated[Path | None, typer.Option(help="Keep the answers in this file.")] = None,
    replay: Annotated[Path | None, typer.Option(exists=True, help="Answer from this file.")] = None,
    then_compare: Annotated[
        bool, typer.Option("--compare", help="Then compare with the baselines, as `compare` does.")
    ] = False,
    runs: Runs = RUNS,
    baselines: Baselines = None,
    as_json: options.AsJson = False,
) -> None:
    """Answer every case and score the answers."""
    from cli import evaluating

    with evaluating.usage():
        author = evaluating.author(model, record=record, replay=replay)
        done = evaluating.run(author, tuple(tasks or ()), runs)
    if then_compare:
        compare(done[0].id, runs=runs, baselines=baselines, as_json=as_json)
    evaluating.show_run(done, as_json=as_json)


@app.command()
def compare(
    run: RunName = None,
    *,
    against: Annotated[str | None, typer.Option(help="Another run, not the baselines.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Where the report goes.")] = None,
    html: Annotated[Path | None, typer.Option(help="Where the page goes.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of the bootstrap.")] = None,
    runs: Runs = RUNS,
    baselines: Baselines = None,
    as_json: options.AsJson = False,
) -> None:
    """Say what got better or worse. Exit 0: nothing got worse; 1: something did; 2: wrong usage."""
    from cli import evaluating

    with evaluating.usage():
        found = evaluating.compared(run, against, runs=runs, baselines=baselines, seed=seed)
        files = evaluating.write_reports(found, markdown=markdown, html=html, runs=runs)
    evaluating.show_comparison(found, files, as_json=as_json)
    raise typer.Exit(0 if found.passed else 1)


@app.command()
def baseline(
    tasks: Tasks = None,
    *,
    reason: Annotated[str, typer.Option(help="Why this is the new measure; kept in the file.")],
    run: Annotated[str | None, typer.Option(help="Of which run; the newest by default.")] = None,
    runs: Runs = RUNS,
    baselines: Baselines = None,
    as_json: options.AsJson = False,
) -> None:
    """Make a run the measure that later ones are held to."""
    from cli import evaluating

    if len(reason.split()) < 3:
        raise typer.BadParameter("say in a few words why", param_hint="--reason")
    with evaluating.usage():
        files = evaluating.set_baselines(
            run, tuple(tasks or ()), reason, runs=runs, folder=baselines
        )
    evaluating.show_files(files, as_json=as_json)


@app.command()
def campaigns(
    *,
    model: Model = "offline",
    brands: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="Another folder of businesses."),
    ] = None,
    read: Annotated[int, typer.Option(min=0, help="Draw so many posts for a person.")] = 0,
    out: Annotated[Path, typer.Option(help="Where the reading sheet goes.")] = RUNS / "read.md",
    offenders: Annotated[
        Path, typer.Option(help="Where the sentences and faults to mend go.")
    ] = RUNS / "campaigns.json",
    as_json: options.AsJson = False,
) -> None:
    """Write posts for 200 businesses, compare them. Exit 0: all within limits; 1: not all."""
    from cli import campaigning, evaluating

    with evaluating.usage():
        author = evaluating.author(model, record=None, replay=None)
        posts, found = campaigning.run(author, brands)
        files = campaigning.write_files(
            posts, found, offenders_to=offenders, read=read, sheet_to=out
        )
    campaigning.show(found, files, as_json=as_json)
    raise typer.Exit(1 if found.missed else 0)
