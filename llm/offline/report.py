"""A campaign's numbers in sentences that point to their rows. A missing number is not zero."""

from domain.times import spoken
from llm.offline.sentences import listed
from llm.tasks.report import ReportInputs, ReportRow, ReportSentence, ReportText

COUNTS = ("likes", "comments", "shares")
TELLING = 0.5
"""ERS points below which two averages are level."""
CLOSE = 5.0
"""ERS points within which a prediction counts as met; the score's scale is 0 to 100."""


def report(inputs: ReportInputs) -> ReportText:
    rows = _newest(inputs.rows)
    name = inputs.campaign_name or "This campaign"
    measured = [row for row in rows if row.actual_ers is not None]
    if not rows:
        return ReportText(
            headline=f"No data yet for {name}.",
            next_step="Numbers arrive after a post is out. I will tell you when the first ones do.",
        )
    if not measured:
        return ReportText(
            headline=f"{_posts(len(rows))} of {name} out, no reactions reported yet.",
            sentences=_silent(rows),
            next_step="Nothing to do now: the platforms report with delay. No data is not zero.",
        )
    ordered = sorted(measured, key=lambda r: (-(r.actual_ers or 0.0), r.publication_id))
    sentences = [_total(measured, inputs.timezone), *_predictions(measured), *_registers(measured)]
    silent = [row for row in rows if row.actual_ers is None]
    return ReportText(
        headline=_headline(name, ordered[0], len(measured), len(rows)),
        sentences=(*sentences, *_silent(silent)),
        best=_of(ordered[0], "Best"),
        worst=_of(ordered[-1], "Weakest") if len(ordered) > 1 else None,
        next_step=_next_step(ordered),
    )


def whole(value: float) -> str:
    """A count in Indian digit groups: 1,25,000."""
    digits = f"{round(abs(value))}"
    head, tail = digits[:-3], digits[-3:]
    groups = []
    while head:
        groups.append(head[-2:])
        head = head[:-2]
    return ("-" if value < 0 else "") + ",".join([*reversed(groups), tail])


def _newest(rows: tuple[ReportRow, ...]) -> list[ReportRow]:
    """One row per publication: its latest snapshot."""
    latest: dict[str, ReportRow] = {}
    for row in sorted(rows, key=lambda r: (r.as_of, r.snapshot_id)):
        latest[row.publication_id] = row
    return sorted(latest.values(), key=lambda r: r.publication_id)


def _headline(name: str, best: ReportRow, measured: int, total: int) -> str:
    share = f"{measured} of {_posts(total)}" if measured < total else _posts(total)
    where = best.platform.title
    return f"{name}: {share} measured, the best one ERS {best.actual_ers:.2f} on {where}."


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"


def _total(rows: list[ReportRow], timezone: str) -> ReportSentence:
    """What came in, only of what the platforms reported."""
    parts, used = [], set()
    for name in COUNTS:
        known = [row for row in rows if row.values.get(name) is not None]
        if known:
            amount = sum(row.values[name] or 0.0 for row in known)
            parts.append(f"{whole(amount)} {name if round(amount) != 1 else name[:-1]}")
            used |= {row.snapshot_id for row in known}
    at = spoken(max(row.as_of for row in rows), timezone)
    what = listed(parts) if parts else "no counts"
    silent = [n for n in COUNTS if all(row.values.get(n) is None for row in rows)]
    unsaid = f" No data yet on {listed(silent)}." if parts and silent else ""
    return ReportSentence(text=f"As of {at}: {what}.{unsaid}", snapshot_ids=tuple(sorted(used)))


def _predictions(rows: list[ReportRow]) -> list[ReportSentence]:
    pairs = [r for r in rows if r.predicted_ers is not None]
    if not pairs:
        return []
    off = [(row.actual_ers or 0.0) - (row.predicted_ers or 0.0) for row in pairs]
    met = sum(abs(o) <= CLOSE for o in off)
    over, under = sum(o > CLOSE for o in off), sum(o < -CLOSE for o in off)
    text = (
        f"Against what was expected: {over} above, {met} within {CLOSE:.0f} points, {under} below; "
        f"the average miss is {sum(abs(o) for o in off) / len(off):.2f} ERS points."
    )
    return [ReportSentence(text=text, snapshot_ids=tuple(r.snapshot_id for r in pairs))]


def _registers(rows: list[ReportRow]) -> list[ReportSentence]:
    """Which register did better, when there is something to compare."""
    by: dict[str, list[ReportRow]] = {}
    for row in rows:
        if row.register:
            by.setdefault(row.register, []).append(row)
    if len(by) < 2:
        return []
    means = {
        name: sum(r.actual_ers or 0.0 for r in group) / len(group) for name, group in by.items()
    }
    first, *_, last = sorted(means, key=lambda name: (-means[name], name))
    if means[first] - means[last] < TELLING:
        return []
    text = (
        f"By register: {first} averages ERS {means[first]:.2f} over {_posts(len(by[first]))}, "
        f"{last} {means[last]:.2f} over {_posts(len(by[last]))}."
    )
    return [
        ReportSentence(
            text=text, snapshot_ids=tuple(r.snapshot_id for r in (*by[first], *by[last]))
        )
    ]


def _silent(rows: list[ReportRow]) -> tuple[ReportSentence, ...]:
    if not rows:
        return ()
    text = f"{_posts(len(rows))} without reactions reported yet: no data, which is not zero."
    return (ReportSentence(text=text, snapshot_ids=tuple(r.snapshot_id for r in rows)),)


def _of(row: ReportRow, word: str) -> ReportSentence:
    counts = [
        f"{whole(value)} {name}" for name in COUNTS if (value := row.values.get(name)) is not None
    ]
    line = " ".join(row.text.split())
    short = line if len(line) <= 70 else line[:69].rsplit(" ", 1)[0] + "…"
    quote = f" “{short}”" if short else ""
    from_counts = f" from {listed(counts)}" if counts else ""
    return ReportSentence(
        text=f"{word}: ERS {row.actual_ers:.2f} on {row.platform.title}{from_counts}.{quote}",
        snapshot_ids=(row.snapshot_id,),
    )


def _next_step(ordered: list[ReportRow]) -> str:
    best, worst = ordered[0], ordered[-1]
    if len(ordered) < 2:
        return "One post is too little to compare. Ask me for two more in other registers."
    if best.register and worst.register and best.register != worst.register:
        return (
            f"Ask me for another {best.register} post on {best.platform.title}; "
            f"it did better than {worst.register} here."
        )
    return f"Ask me for another post like the best one on {best.platform.title}."
