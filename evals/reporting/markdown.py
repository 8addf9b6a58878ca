"""A comparison as Markdown: for a change's description and for the terminal's reader."""

from evals.comparison import Comparison, SampleChange, TaskComparison
from evals.reporting.words import headline, method, plain, score, signed

MOST = 40
"""Samples told in full for each task; the page has them all."""


def render(found: Comparison) -> str:
    parts = [
        f"# {headline(found)}",
        f"{found.run.author}, run `{found.run.id}` of {found.run.started_at:%Y-%m-%d %H:%M} UTC. "
        + method(found),
    ]
    if found.stale:
        parts.append("## Out of date\n\n" + "\n".join(f"- {problem}" for problem in found.stale))
    parts += [_task(task) for task in found.tasks]
    return "\n\n".join(parts) + "\n"


def _task(task: TaskComparison) -> str:
    prompts = ", ".join(f"{p.name} {p.version} ({p.hash[:8]})" for p in task.new.prompts)
    head = [
        f"## {task.task}: {task.verdict.value}",
        f"{len(task.new.samples)} samples; prompts {prompts}; cost "
        f"${task.new.cost_usd:.4f}, median {task.new.latency_ms(0.5):.0f} ms. "
        f"The baseline's reason: {task.reason}",
        _scorers(task),
    ]
    if task.unpaired:
        head.append(f"Not compared, being new, gone or changed: {', '.join(task.unpaired)}.")
    told = [_sample(sample) for sample in task.samples[:MOST]]
    rest = len(task.samples) - MOST
    return "\n\n".join([*head, *told, *([f"… and {rest} more on the page."] if rest > 0 else [])])


def _scorers(task: TaskComparison) -> str:
    rows = ["| scorer | before | now | change | interval | samples | worse | better | verdict |"]
    rows.append("|---|---|---|---|---|---|---|---|---|")
    rows += [
        f"| {c.scorer} | {score(c.old)} | {score(c.new)} | {signed(c.new - c.old)} "
        f"| {signed(c.interval.low)} … {signed(c.interval.high)} | {c.samples} | {c.worse} "
        f"| {c.better} | {c.verdict.value} |"
        for c in task.scorers
    ]
    return "\n".join(rows)


def _sample(sample: SampleChange) -> str:
    state = "worse" if sample.is_worse else "better" if sample.is_better else "other words"
    steps = [
        f"- {c.scorer}: {score(c.old.value if c.old else None)} → "
        f"{score(c.new.value if c.new else None)}{_why(c.new.why if c.new else '')}"
        for c in sample.scores
    ]
    parts = [f"### {sample.id}: {state}", _quoted(sample.shown), "\n".join(steps)]
    if sample.old_output != sample.new_output:
        parts += ["Before:", _fenced(plain(sample.old_output))]
        parts += ["Now:", _fenced(plain(sample.new_output))]
    return "\n\n".join(filter(None, parts))


def _why(text: str) -> str:
    return f" ({text})" if text else ""


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


def _fenced(text: str) -> str:
    """A fence longer than any that the text holds."""
    ticks = "```"
    while ticks in text:
        ticks += "`"
    return f"{ticks}\n{text}\n{ticks}"
