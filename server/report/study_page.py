"""A study as a page of its own: what was found, the drawings, every figure, and its limits."""

from collections.abc import Sequence

from domain.study import Contrast, Measured, Method, Score, Study
from esg.study import methods, words
from server.report import labels, study_charts
from server.report.document import document
from server.report.markup import Markup, joined, tag
from server.report.tables import NONE, table

IN_TIME = "Only posts from before it may be learned from, never one in the same words. "
LEAVE_ONE_OUT = (
    "All other posts may be learned from, later ones too, but never one in the same words. "
)
HOW = (
    "A method chooses five of them; what it foretells is their mean ERS, and that is "
    "compared with the draft's own. Rank correlation (Spearman): 1 is the right order, 0 is none. "
    "nDCG@5: the drafts in groups of 20, and how good the five put first are; any order has about "
    "0.56 by chance. Intervals are 95 %, from a moving-block bootstrap over time; “better” and "
    "“worse” are said only where the interval of the difference leaves out zero. Of many "
    "methods compared, some look better by chance: the words above rest on comparisons that were "
    "fixed beforehand."
)


def study_page(study: Study) -> str:
    """The whole page; it needs nothing from anywhere else."""
    body = tag(
        "main",
        _top(study),
        _plain(study),
        _found(study),
        *_drawings(study),
        _tables(study),
        _about(study),
    )
    title = f"{study.headline}: {study.facts.file}"
    return document(title, body, further_style="study")[0]


def _top(study: Study) -> Markup:
    facts = study.facts
    span = [f"{at.day} {at:%b %Y}" for at in (facts.first_at, facts.last_at) if at]
    order = "" if facts.order == "time" else "leave-one-out, not in time"
    drafts = f"{facts.drafts:,} of them as drafts"
    parts = [labels.some(facts.used), " to ".join(span), drafts, order]
    return tag(
        "header",
        tag("p", f"Study of {facts.file}", class_="brand"),
        tag("h1", study.headline),
        tag("p", " · ".join(part for part in parts if part), class_="quiet"),
    )


def _plain(study: Study) -> Markup:
    return _section("In short, for whoever writes the posts", [tag("p", t) for t in study.summary])


def _found(study: Study) -> Markup:
    return _section("What was found", [tag("p", text) for text in study.said])


def _drawings(study: Study) -> list[Markup]:
    on = study.on("ers")
    parts = []
    for measured in study.measured:
        title = f"Which order comes true: {words.TRUTHS[measured.truth]}"
        told = f"Rank correlation with 95 % intervals over {measured.drafts} drafts."
        parts.append(_charted(title, told, study_charts.forest(study, measured, "spearman")))
    if on is None:
        return parts
    if on.groups > 1:
        told = f"nDCG@5 with 95 % intervals over {on.groups} groups of 20 drafts."
        chart = study_charts.forest(study, on, "ndcg")
        parts.append(_charted("The best five of twenty", told, chart))
    if study.facts.has_texts:
        for measured in study.measured:
            title = f"Other weights: {words.TRUTHS[measured.truth]}"
            told = "Rank correlation, for each weight that the ERS could have."
            parts.append(_charted(title, told, study_charts.curve(measured)))
    whose = "the default formula" if study.facts.has_texts else "the mean of all posts before"
    told = f"Each dot is a draft, foretold by {whose}."
    parts.append(_charted("Foretold, and what came", told, study_charts.cloud(study.points)))
    return parts


def _charted(title: str, told: str, chart: Markup) -> Markup:
    return _section(title, [tag("p", told, class_="caption"), chart])


def _tables(study: Study) -> Markup:
    parts = [
        tag(
            "details",
            tag("summary", words.TRUTHS[measured.truth]),
            tag("div", _table(study, measured), class_="wide"),
        )
        for measured in study.measured
    ]
    return _section("All numbers", parts)


def _table(study: Study, measured: Measured) -> Markup:
    pairs = [(m, measured.of(m.key)) for m in study.methods]
    rows = [_numbers(study, method, score) for method, score in pairs if score]
    columns = (
        "Method", "Rank correlation", "nDCG@5", "Mean error", "Gain on the mean",
        "Against similarity alone", "Against any five posts", "Follows ERS",
    )  # fmt: skip
    return table(columns, rows)


def _numbers(study: Study, method: Method, score: Score) -> list[str | Markup]:
    follows = study.follows_ers.get(method.key)
    gain = score.against.get(methods.MEAN, {}).get("error")
    return [
        method.title,
        words.interval(score.spearman),
        words.interval(score.ndcg) if score.ndcg else NONE,
        words.interval(score.error),
        words.interval(gain) if gain else NONE,
        _against(score.against.get(methods.SEMANTIC, {}).get("spearman")),
        _against(score.against.get(methods.RANDOM, {}).get("spearman")),
        NONE if follows is None else words.number(follows),
    ]


def _against(found: Contrast | None) -> str | Markup:
    if found is None:
        return NONE
    return joined(
        tag("span", words.verdict(found), class_=found.verdict.replace(" ", "-")),
        f", {words.interval(found)}",
    )


def _about(study: Study) -> Markup:
    again = (
        f"Seed {study.seed}, {study.resamples:,} resamples: the same file and seed give the same "
        "figures."
    )
    order = IN_TIME if study.facts.order == "time" else LEAVE_ONE_OUT
    parts = [
        tag("ul", [tag("li", text) for text in study.limits]),
        tag("p", f"Each post is a draft in turn. {order}{HOW}"),
        tag("p", labels.ERS_IS.split(". ")[0] + "."),
        tag("p", again, class_="quiet"),
    ]
    return _section("About these numbers", parts)


def _section(title: str, parts: Sequence[Markup]) -> Markup:
    return tag("section", tag("h2", title), *parts)
