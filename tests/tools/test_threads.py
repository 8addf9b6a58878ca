"""A long text becomes the posts of a thread: nothing lost, none too long, sentences kept whole."""

from hypothesis import given
from hypothesis import strategies as st

from tools.threads import chained

TEXTS = st.text(alphabet="ab .!?।\n", max_size=200)


def within(most):
    return lambda text: len(text) <= most


@given(TEXTS, st.integers(min_value=1, max_value=40))
def test_no_part_is_too_long_and_no_letter_is_lost(text, most):
    parts = chained(text, within(most))
    assert all(0 < len(part) <= most for part in parts if text.strip())
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_sentences_stay_whole_and_paragraphs_stay_apart():
    text = "One two.\n\nThree four. Five six."
    assert chained(text, within(99)) == (text,)
    assert chained(text, within(22)) == ("One two.\n\nThree four.", "Five six.")
    assert chained("चाय पीजिए। पानी पीजिए।", within(12)) == ("चाय पीजिए।", "पानी पीजिए।")


def test_a_word_that_fits_nowhere_is_cut():
    assert chained("x" * 25, within(10)) == ("x" * 10, "x" * 10, "x" * 5)


def test_where_nothing_fits_it_ends():
    assert "".join(chained("one two", lambda _: False)) == "onetwo"
