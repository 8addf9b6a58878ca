"""A report on the terminal: what a person reads, in a thread and by the command."""

import asyncio
import io
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from cli import cards, draw, references, reports
from cli.api import Api
from cli.conversation import Conversation, ReportCard, Words
from domain.analysis import analyse
from domain.brand import Brand, BrandProfile
from domain.expectation import around
from domain.platform import Platform
from domain.report import PostFigures, Scope
from llm.offline.author import OfflineAuthor
from llm.tasks.report import REPORT, ReportInputs
from tools.report_views import card_view, report_view
from tools.reporting import Report

OUT = datetime(2026, 11, 12, 14, tzinfo=UTC)


def made(*scores: float | None) -> Report:
    posts = [
        PostFigures(
            key=f"p{n}",
            publication_id=f"p{n}",
            snapshot_id=f"s{n}" if score is not None else None,
            platform=Platform.LINKEDIN,
            text=f"Chai number {n}, with ginger and a good long first line.",
            register=("pride", "humour")[n % 2],
            published_at=OUT + timedelta(days=n),
            as_of=OUT + timedelta(days=9),
            values={"likes": 1_25_000} if score is not None else {},
            ers=score,
            expected=around(45.0, [40.0, 50.0]),
            maturity="none" if score is None else "settled",
        )
        for n, score in enumerate(scores)
    ]
    analysis = analyse(posts, [])
    written = asyncio.run(
        OfflineAuthor().write(REPORT, ReportInputs(campaign_name="Diwali", analysis=analysis))
    )
    return Report(
        id="r1",
        scope=Scope(kind="campaign", title="Diwali", brand_id="b1", campaign_id="c1"),
        brand=Brand(id="b1", workspace_id="w1", profile=BrandProfile(business_name="Chai")),
        analysis=analysis,
        text=written.output,
        rows=(),
        snapshots=(),
        provenance=written.provenance,
        generated_at=OUT + timedelta(days=9),
    )


def drawn(part, width=100) -> str:
    screen = Console(file=io.StringIO(), width=width)
    screen.print(part)
    return screen.file.getvalue()


def test_the_whole_report_reads_top_down():
    shown = drawn(reports.whole(report_view(made(48.0, 71.5, None))))
    places = [shown.index(text) for text in ("measured", "As of", "Too few posts", "Next")]
    assert places == sorted(places)
    assert "1,25,000" in shown or "2,50,000" in shown
    assert "no data yet" in shown
    assert "above" in shown


def test_the_best_post_stands_first_and_the_card_says_how_many_it_leaves_out():
    told = card_view(made(*[30.0 + n for n in range(14)]))
    shown = drawn(reports.evidence(told))
    assert shown.index("Chai number 13") < shown.index("Chai number 12")
    assert "and 4 more" in shown


@pytest.mark.parametrize("width", range(24, 111, 4))
def test_no_width_cuts_a_number_or_leaves_a_post_out(width):
    told = report_view(made(56.27, 100.0, None))
    shown = drawn(reports.posts(told), width)
    assert max(map(len, shown.splitlines())) <= width
    words = " ".join(shown.split())
    expected = told["posts"][0]["expected"]
    span = f"{expected['low']:.0f} to {expected['high']:.0f}"
    assert [n for n in ("56.27", "100.00", span, "no data yet") if n not in words] == []
    assert words.count("Chai numb") == 3
    assert ("─ ERS ─" in shown) is (width >= 80)


@pytest.mark.parametrize("width", range(24, 111, 3))
def test_no_width_cuts_a_score_of_a_post_to_learn_from(width):
    learned = {
        "rank": 1,
        "rank_semantic": 12,
        "text": "Chai at four, with ginger",
        "why": "It is near in meaning.",
        "similarity": 0.71,
        "ers": 56.27,
        "combined": 0.612,
    }
    shown = drawn(references.table([learned]), width)
    words = " ".join(shown.split())
    assert [
        n for n in ("0.71", "56.27", "0.612", "moved up 11 places", "Chai at") if n not in words
    ] == []


@pytest.mark.parametrize("width", [20, 40, 100])
def test_no_width_cuts_a_count(width):
    values = {"likes": 12_34_567, "comments": 1_25_000, "impressions": 98_76_543, "shares": 7}
    snapshot = {"publication_id": "p", "values": values, "as_of": OUT.isoformat()}
    shown = drawn(cards.metrics([snapshot], [{"id": "p"}], "Asia/Kolkata"), width)
    assert [n for n in ("12,34,567", "1,25,000", "98,76,543") if n not in shown] == []


def test_a_report_without_numbers_draws_no_empty_table():
    shown = drawn(reports.whole(report_view(made())))
    assert "No data yet on Diwali" in shown
    assert "─ ERS ─" not in shown


@pytest.mark.parametrize(
    ("value", "span", "cells"),
    [
        (None, None, "─" * 20),
        (0.0, None, "●" + "─" * 19),
        (100.0, (0.0, 100.0), "━" * 19 + "●"),
        (50.0, (40.0, 60.0), "─" * 8 + "━━●━━" + "─" * 7),
    ],
)
def test_a_score_is_drawn_where_it_lies_in_its_range(value, span, cells):
    assert draw.spread(value, span).plain == cells


def test_a_card_is_handed_out_once_after_the_words_of_its_message():
    card = card_view(made(48.0))
    message = {"type": "ai", "id": "m1", "content": "Done.", "additional_kwargs": {"report": card}}
    with Api("http://127.0.0.1:9") as api:
        conversation = Conversation(api, "t1")
        events = [("values", {"messages": [message]})] * 2
        heard = [e for name, data in events for e in conversation._events(name, data)]
    assert heard == [Words("Done.", begins=True), ReportCard(card)]


@pytest.mark.slow
def test_the_command_tells_saves_the_page_and_gives_json(served, write, tmp_path):
    posts = write("posts.csv", "Date,Caption,Likes\n2026-01-05,Chai at six,120\n")
    served.run("import-posts", str(posts), "--platform", "instagram")
    page = tmp_path / "report.html"
    done = served.run("report", "--html", str(page))
    assert done.returncode == 0, done.stderr
    assert "ERS 32.19 on Instagram" in done.stdout
    assert page.read_text("utf-8").startswith("<!doctype html>")
    told = served.json("report", "--platform", "instagram")
    assert told["posts"][0]["ers"] == 32.19
    assert served.json("report", "--period", "today")["posts"] == []
    refused = served.run("report", "--html", str(tmp_path / "no" / "where.html"))
    assert refused.returncode == 1
    assert "could not be saved" in refused.stderr
