"""Reports: numbers that can be checked, and no data is never zero."""

import re

from domain.frozen import Frozen
from domain.platform import Platform
from evals.reading import language, marks
from evals.task import EvalTask, Sample, Score, all_or_nothing, one_prompt, share
from evals.tasks.strategy import holds
from llm.tasks.report import REPORT, ReportInputs, ReportRow, ReportSentence, ReportText


class ReportExpectation(Frozen):
    has: tuple[str, ...] = ()
    """Numbers and words that have to be told; "|" between spellings."""
    never: tuple[str, ...] = ()
    best: str | None = None
    """The snapshot that the best post's sentence rests on."""
    worst: str | None = None
    compares: bool = True
    """False: there is only one measured post, or none, so nothing is best or worst of several."""


class ReportSample(Sample):
    campaign: str
    tells_when_settled: bool = False
    rows: tuple[ReportRow, ...] = ()
    expect: ReportExpectation


def inputs(sample: ReportSample) -> ReportInputs:
    return ReportInputs(
        campaign_name=sample.campaign,
        timezone=sample.timezone,
        language=sample.language,
        tells_when_settled=sample.tells_when_settled,
        rows=sample.rows,
    )


def tells(sample: ReportSample, report: ReportText) -> Score | None:
    """The numbers that the rows add up to."""
    said = _everything(report)
    faults = [f"lacks “{words}”" for words in sample.expect.has if not holds(said, words)]
    return share(faults, len(sample.expect.has)) if sample.expect.has else None


def no_data_is_not_zero(sample: ReportSample, report: ReportText) -> Score | None:
    """A count that no platform gave is neither told as 0 nor reckoned with."""
    silent = [
        name
        for name in ("likes", "comments", "shares")
        if sample.rows and all(row.values.get(name) is None for row in sample.rows)
    ]
    said = _everything(report)
    faults = [f"tells “0 {name}”" for name in silent if re.search(rf"\b0 {name}", said)]
    faults += [f"says “{words}”" for words in sample.expect.never if marks.says(said, words)]
    return all_or_nothing(faults) if silent or sample.expect.never else None


def grounded(sample: ReportSample, report: ReportText) -> Score | None:
    """Each sentence with a number names rows, and only newest ones."""
    newest = _newest(sample.rows)
    sentences = _sentences(report)
    if not sentences:
        return None
    faults = [
        f"“{s.text[:60]}” rests on old or unknown rows"
        for s in sentences
        if set(s.snapshot_ids) - newest
    ]
    faults += [
        f"“{s.text[:60]}” names no row"
        for s in sentences
        if re.search(r"\d", s.text) and not s.snapshot_ids
    ]
    return share(faults, len(sentences))


def extremes(sample: ReportSample, report: ReportText) -> Score | None:
    """The best and the weakest post are the right ones."""
    expect = sample.expect
    faults = [
        f"{name} rests on {found.snapshot_ids if found else 'nothing'}, should be {wanted}"
        for name, wanted, found in (
            ("best", expect.best, report.best),
            ("worst", expect.worst, report.worst),
        )
        if wanted and (found is None or found.snapshot_ids != (wanted,))
    ]
    if not expect.compares and report.worst is not None:
        faults.append("calls a post the weakest of one")
    return all_or_nothing(faults)


def next_step(_sample: ReportSample, report: ReportText) -> Score:
    return all_or_nothing([] if report.next_step.strip() else ["gives no next step"])


def in_language(sample: ReportSample, report: ReportText) -> Score:
    names = (sample.campaign, *(p.title for p in Platform), "ERS", *(r.text for r in sample.rows))
    fault = language.fault(_everything(report), sample.language, names)
    return all_or_nothing([fault] if fault else [])


def _newest(rows: tuple[ReportRow, ...]) -> set[str]:
    latest: dict[str, ReportRow] = {}
    for row in rows:
        known = latest.get(row.publication_id)
        if known is None or row.as_of > known.as_of:
            latest[row.publication_id] = row
    return {row.snapshot_id for row in latest.values()}


def _sentences(report: ReportText) -> list[ReportSentence]:
    one = (report.trend, report.best, report.worst)
    return [*report.sentences, *filter(None, one), *report.captions.values()]


def _everything(report: ReportText) -> str:
    said = [s.text for s in _sentences(report)] + [note.text for note in report.notes]
    return " ".join([report.headline, *said, report.next_step])


def shown(sample: ReportSample) -> str:
    lines = [
        f"{r.snapshot_id} of {r.publication_id}, {r.platform.title}: {r.values}, ERS {r.actual_ers}"
        for r in sample.rows
    ]
    return "\n".join([sample.campaign, *lines])


REPORTS = EvalTask(
    name="report",
    prompts=(REPORT.prompt,),
    sample_type=ReportSample,
    output_type=ReportText,
    answer=one_prompt(REPORT, inputs),
    scorers={
        "tells": tells,
        "no_data_is_not_zero": no_data_is_not_zero,
        "grounded": grounded,
        "extremes": extremes,
        "next_step": next_step,
        "language": in_language,
    },
    shown=shown,
)
