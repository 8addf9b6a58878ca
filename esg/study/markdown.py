"""A study as Markdown, for documents that are kept beside the code. Holds no text of any post."""

from collections.abc import Sequence

from domain.study import Measured, Method, Study
from esg.study import methods, words


def render(study: Study) -> str:
    """Findings, a table for each truth, the weights, and what the figures do not say."""
    parts = [
        f"# {study.facts.file}",
        f"**{study.headline}.**",
        "\n".join(f"- {text}" for text in study.summary),
        _drawn_from(study),
        *study.said,
        *(_measured(study, measured) for measured in study.measured),
        _weights(study),
        "## What this does not say",
        "\n".join(f"- {text}" for text in study.limits),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _drawn_from(study: Study) -> str:
    facts = study.facts
    span = [f"{at:%Y-%m-%d}" for at in (facts.first_at, facts.last_at) if at]
    order = "in order of time" if facts.order == "time" else "leave-one-out, not in time"
    least, low, middle, high, most = (f"{q:.1f}" for q in facts.spread.quartiles)
    return (
        f"{facts.used:,} posts{' from ' + ' to '.join(span) if span else ''}, {facts.drafts:,} "
        f"drafts, {order}. ERS: mean {facts.spread.mean:.2f}, standard deviation "
        f"{facts.spread.deviation:.2f}, quartiles {least}, {low}, {middle}, {high}, {most}. Seed "
        f"{study.seed}, {study.resamples:,} resamples."
    )


def _measured(study: Study, measured: Measured) -> str:
    rows = [_row(measured, method) for method in methods.shown(study)]
    head = ("method", "rank correlation", "than any five", "than similarity", "nDCG@5", "error")
    title = f"## {words.TRUTHS[measured.truth]}, {measured.drafts:,} drafts"
    return f"{title}\n\n{_table(head, [row for row in rows if row])}"


def _row(measured: Measured, method: Method) -> list[str]:
    score = measured.of(method.key)
    if score is None:
        return []
    than = [score.against.get(o, {}).get("spearman") for o in (methods.RANDOM, methods.SEMANTIC)]
    return [
        method.title,
        words.interval(score.spearman),
        *(words.verdict(found) if found else "–" for found in than),
        words.interval(score.ndcg) if score.ndcg else "–",
        words.interval(score.error),
    ]


def _weights(study: Study) -> str:
    """Every weight on every truth: rank correlations alone."""
    if not study.facts.has_texts:
        return ""
    rows = []
    for method in methods.WEIGHED:
        scores = [measured.of(method.key) for measured in study.measured]
        follows = words.number(study.follows_ers.get(method.key, 0.0))
        rows.append([method.title, *(words.interval(s.spearman) for s in scores if s), follows])
    head = ("weight", *(words.TRUTHS[m.truth] for m in study.measured), "follows ERS")
    return f"## Every weight\n\nRank correlations.\n\n{_table(head, rows)}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
