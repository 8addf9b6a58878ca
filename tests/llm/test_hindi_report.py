"""Reports in Hindi and Hinglish say the same figures as in English, and point to the same rows."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from domain.devanagari import has_devanagari
from domain.language import HINDI, HINGLISH
from domain.platform import Platform
from domain.register import Register
from llm.offline.report.telling import report
from llm.tasks.report import ReportInputs, ReportRow, ReportText
from registers.reader import register_of

AT = datetime(2026, 10, 20, tzinfo=UTC)


def row(number: int, actual: float | None, **more: object) -> ReportRow:
    given = {
        "snapshot_id": f"s{number}",
        "publication_id": f"p{number}",
        "platform": Platform.LINKEDIN,
        "as_of": AT,
        "published_at": AT - timedelta(days=20),
        "values": {"likes": 125000.0, "comments": float(number), "shares": None},
        "predicted_ers": 40.0,
        "actual_ers": actual,
        "register": ("pride", "humour")[number % 2],
        "text": f"अपनी पोस्ट {number}",
    }
    return ReportRow.model_validate(given | more)


CASES = {
    "nothing": (),
    "silent": (row(1, None, values={}),),
    "one": (row(1, 55.0),),
    "young": (row(1, 20.0, published_at=AT - timedelta(hours=1)),),
    "many": tuple(row(n, 30.0 + 5 * n) for n in range(1, 9)),
    "mixed": (row(1, 50.0), row(2, None, values={}), row(3, 20.0)),
}


def sentences(made: ReportText) -> list[str]:
    parts = [*made.sentences, made.trend, made.best, made.worst, *made.captions.values()]
    return [
        made.headline,
        made.next_step,
        *(part.text for part in parts if part),
        *(note.text for note in made.notes),
    ]


def in_language(rows: tuple[ReportRow, ...], language: str) -> ReportText:
    return report(ReportInputs(campaign_name="“Diwali”", language=language, rows=rows))


@pytest.mark.parametrize("case", CASES)
def test_the_same_figures_are_said_from_the_same_rows(case):
    english = in_language(CASES[case], "en")
    for language in (HINDI, HINGLISH):
        made = in_language(CASES[case], language)
        assert [s.snapshot_ids for s in made.sentences] == [
            s.snapshot_ids for s in english.sentences
        ]
        assert set(made.captions) == set(english.captions)
        assert [(n.code, n.numbers) for n in made.notes] == [
            (n.code, n.numbers) for n in english.notes
        ]
        scores = re.findall(r"\d+\.\d\d", english.headline)
        assert re.findall(r"\d+\.\d\d", made.headline) == scores


@pytest.mark.parametrize("case", CASES)
def test_hindi_is_devanagari_and_hinglish_is_latin_but_for_quoted_posts(case):
    for said in sentences(in_language(CASES[case], HINDI)):
        assert has_devanagari(said)
    for said in sentences(in_language(CASES[case], HINGLISH)):
        assert not has_devanagari(re.sub("“[^”]*”", "", said))


def test_counts_are_grouped_and_named():
    total = in_language(CASES["one"], HINDI).sentences[0].text
    assert "1,25,000 लाइक और 1 कमेंट" in total
    assert "शेयर का आँकड़ा अभी नहीं है" in total


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("बचपन की यादें और दादी के हाथ का स्वाद", Register.NOSTALGIA),
        ("आप सबका दिल से धन्यवाद, बहुत आभार", Register.GRATITUDE),
        ("aap sabka shukriya, bahut dhanyavaad", Register.GRATITUDE),
        ("sapne bade rakho, lakshya ki taraf aage badho, seekhein", Register.ASPIRATION),
        ("jaldi karein, sirf aaj", Register.URGENCY),
        ("कुर्सी मेज़ दीवार", None),
    ],
)
def test_registers_are_read_from_cue_words_of_the_three_languages(text, register):
    assert register_of(text) is register
