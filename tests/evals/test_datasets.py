"""The cases: enough, in three languages, each with its own id, and refused when they do not fit."""

import re
from collections import Counter
from pathlib import Path

import pytest

from domain.errors import InvalidError
from evals.catalogue import TASKS, chosen, covered
from evals.datasets import HOME, dataset_hash, load, sample_hash
from prompts import loader

SIZES = {
    "routing": 80,
    "posts": 60,
    "edits": 40,
    "strategy": 12,
    "reply": 12,
    "report": 10,
    "findings": 10,
    "align": 24,
    "ad_copy": 15,
    "blog_outline": 15,
    "email": 15,
    "product_description": 15,
    "templated_post": 12,
    "video_script": 24,
    "ideate": 20,
    "safety": 40,
    "intake": 30,
    "brand_draft": 15,
    "image_prompt": 24,
}


def test_every_prompt_has_cases():
    assert covered() == set(loader.names())


def test_the_docs_count_the_cases():
    text = (Path(__file__).parents[2] / "docs" / "evals.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:4] for line in text.splitlines() if line.startswith("| `")]
    told = {name: cases for names, _, cases in rows for name in re.findall(r"`(\w+)`", names)}
    assert set(told) == {task.name for task in TASKS}
    for task in TASKS:
        assert str(len(load(task))) in told[task.name].split(), task.name


@pytest.mark.parametrize("task", TASKS, ids=lambda t: t.name)
def test_there_are_enough_cases_in_each_language(task):
    samples = load(task)
    assert len(samples) >= SIZES[task.name]
    assert set(Counter(s.language for s in samples)) == {"en", "hi", "hi-Latn"}


@pytest.mark.parametrize(
    "task",
    chosen(("routing", "posts", "edits", "video_script", "image_prompt")),
    ids=lambda t: t.name,
)
def test_the_languages_have_about_equal_shares(task):
    counts = Counter(s.language for s in load(task)).values()
    assert max(counts) - min(counts) <= 4


@pytest.mark.parametrize("task", chosen(("routing", "edits")), ids=lambda t: t.name)
def test_messages_are_in_the_language_they_are_filed_under(task):
    for sample in load(task):
        words = sample.message if task.name == "routing" else sample.wish
        devanagari = sum("\u0900" <= c <= "\u097f" for c in words)
        assert (devanagari > 4) is (sample.language == "hi"), sample.id


def test_a_comment_changes_no_hash_and_a_word_does(tmp_path):
    (routing,) = chosen(("routing",))
    for name in ("brands.yaml", "routing.yaml"):
        text = (HOME / name).read_text("utf-8")
        (tmp_path / name).write_text(f"# for the reader\n{text}", "utf-8")
    whole = load(routing)
    assert dataset_hash(load(routing, tmp_path)) == dataset_hash(whole)
    other = (tmp_path / "routing.yaml").read_text("utf-8").replace("looks great, post it", "nice")
    (tmp_path / "routing.yaml").write_text(other, "utf-8")
    changed = load(routing, tmp_path)
    assert dataset_hash(changed) != dataset_hash(whole)
    assert sum(sample_hash(a) != sample_hash(b) for a, b in zip(whole, changed, strict=True)) == 1


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ("", "it is empty"),
        ("- a", "no mapping"),
        ("cases: null", "no list of cases"),
        ("cases: []", "no list of cases"),
        ("cases: {a: 1}", "no list of cases"),
        ("other: 1", "no list of cases"),
        ("cases: [1, 2]", "case 1 is no mapping"),
        ("defaults: x\ncases: [{id: a}]", "defaults are no mapping"),
        (b"cases: [\xff\xfe]", "not UTF-8"),
        ("cases: [", "not YAML"),
        ("cases: [{id: a, language: en, brand: nobody}]", "no brand “nobody”"),
        ("cases: [{id: A B, language: en, brand: b, message: m, expect: {kind: [edit]}}]", "id"),
        (
            "cases: [{id: a, language: fr, brand: b, message: m, expect: {kind: [edit]}}]",
            "language",
        ),
        (
            "cases: [{id: a, language: en, brand: b, message: m, expect: {kind: [x]}}]",
            "expect.kind",
        ),
        ("cases: [{id: a, language: en, brand: b, message: m, typo: 1}]", "typo"),
        (
            "defaults: {language: en, brand: b, message: m, expect: {kind: [edit]}}\n"
            "cases: [{id: a}, {id: a}]",
            "more than once",
        ),
    ],
)
def test_cases_that_do_not_fit_are_refused_with_their_place(tmp_path, cases, said):
    (tmp_path / "brands.yaml").write_text("b: {business_name: B}", "utf-8")
    raw = cases if isinstance(cases, bytes) else cases.encode()
    (tmp_path / "routing.yaml").write_bytes(raw)
    with pytest.raises(InvalidError, match=said) as refused:
        load(chosen(("routing",))[0], tmp_path)
    assert "routing.yaml" in refused.value.message


def test_an_unknown_task_is_answered_with_the_known_ones():
    with pytest.raises(InvalidError, match="routing, posts"):
        chosen(("poems",))
