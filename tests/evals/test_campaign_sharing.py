"""What counts as shared between brands: the arithmetic, on texts small enough to count by hand."""

import pytest

from evals.campaigns.sharing import by_brand, overlap, repeated, shared_frames, shared_sentences
from evals.campaigns.words import greets, sentences, words
from tests.evals.campaign_posts import claim, draft, posts

SEVEN = "nobody leaves before the second cup here"


def said(*texts, **fields):
    """Each text is the only variation of another brand."""
    return by_brand(posts(*((fields, (draft(text),)) for text in texts)))


def shared(*texts, owners_too=False, **fields):
    return [one.text for one in shared_sentences(said(*texts, **fields), owners_too=owners_too)]


def test_words_have_no_case_no_marks_and_whole_numbers():
    assert words("It’s ₹1,200 — CHAI! ☕ #चाय") == ("it's", "1200", "chai", "चाय")


def test_a_sentence_ends_at_a_mark_or_a_line_and_not_in_an_amount():
    text = "Only Rs. 80 today. Come?\nसुबह आइए। शाम को भी।"
    assert sentences(text) == ["Only Rs. 80 today.", "Come?", "सुबह आइए।", "शाम को भी।"]


def test_seven_words_are_shared_whatever_the_case_and_marks_and_six_are_not():
    assert shared(f"{SEVEN}.", f"Yes. {SEVEN.upper()}!") == [f"{SEVEN}."]
    assert (
        shared("nobody leaves before the second cup.", "Nobody leaves before the second cup!") == []
    )


def test_another_figure_makes_another_sentence():
    assert (
        shared(
            "we have poured 40 cups since this morning", "we have poured 41 cups since this morning"
        )
        == []
    )


def test_one_brand_that_repeats_itself_shares_nothing_with_others():
    twice = by_brand(posts(({}, (draft(SEVEN), draft(SEVEN)))))
    assert shared_sentences(twice, owners_too=True) == ()
    assert repeated(twice) == ()


def test_two_posts_of_a_campaign_with_one_sentence_are_told():
    first, second = posts(({}, (draft(SEVEN),)), ({}, (draft(SEVEN),)))
    (found,) = repeated(by_brand((first, second.model_copy(update={"campaign": first.campaign}))))
    assert (found.text, found.campaigns) == (SEVEN, ("tea-01-1", "tea-02-1"))


@pytest.mark.parametrize(
    "owners",
    ["The shop opens at five in the morning.", "Black tea, two leaves and a bud from Munnar."],
)
def test_what_the_owner_typed_is_not_the_authors_sentence(owners):
    assert shared(owners, owners) == []
    assert shared(owners, owners, owners_too=True) == [owners]


def test_a_claims_rendering_in_another_language_is_the_owners_when_it_has_a_source():
    hindi = "यह दुकान सुबह पाँच बजे खुल जाती है"
    rested = draft(hindi, claims=(claim(hindi),))
    free = draft(hindi, claims=(claim(hindi).model_copy(update={"source": ""}),))
    assert (
        shared_sentences(by_brand(posts(({}, (rested,)), ({}, (rested,)))), owners_too=False) == ()
    )
    (found,) = shared_sentences(by_brand(posts(({}, (free,)), ({}, (free,)))), owners_too=False)
    assert found.text == hindi


def test_calls_to_action_hashtags_and_greetings_are_not_compared():
    call = "come and sit with us for one cup"
    text = f"A very happy Onam to everyone on our street!\n{call}.\n#OneTwo #Three #Four"
    called = draft(text, call_to_action=call)
    shop = ({"occasion": "Onam"}, (called,))
    assert shared_sentences(by_brand(posts(shop, shop, number=2)), owners_too=True) == ()
    without = by_brand(posts(shop, shop, number=1))  # for no occasion: it is no greeting
    assert [s.text for s in shared_sentences(without, owners_too=True)] == text.split("\n")[:1]
    assert greets(text.split("\n")[0])
    assert greets("शहीद दिवस पर वीरों को नमन।")
    assert not greets(f"Happy Onam to all, and {SEVEN}, {SEVEN}")


def test_a_whole_post_named_a_call_to_action_is_compared_all_the_same():
    long = ", ".join([SEVEN] * 3)
    call = draft(long, call_to_action=long)
    assert shared_sentences(by_brand(posts(({}, (call,)), ({}, (call,)))), owners_too=False)


def test_sentences_that_differ_by_the_brands_names_alone_have_one_frame():
    frame = "At {} nobody leaves before the second cup."
    both = posts(
        ({"name": "Leaf"}, (draft(frame.format("Leaf")),)),
        ({"name": "Kulhad Adda"}, (draft(frame.format("Kulhad Adda")),)),
    )
    assert shared_sentences(by_brand(both), owners_too=False) == ()
    assert [s.text for s in shared_frames(by_brand(both))] == [
        "at ‹› nobody leaves before the second cup"
    ]


def test_overlap_is_the_share_of_a_brands_runs_of_five_that_any_other_has():
    found = overlap(said("a b c d e f", "a b c d e g", "p q r s t"), owners_too=False)
    assert found.mean == pytest.approx((1 / 2 + 1 / 2 + 0) / 3)
    assert (found.worst, found.worst_campaign) == (0.5, "tea-01")
    assert found.pair_mean == pytest.approx((1 / 2 + 0 + 0) / 3)
    assert (found.pair_worst, found.pair) == (0.5, ("tea-01", "tea-02"))


def test_a_run_goes_on_over_sentences_and_stops_where_a_call_was_taken_out():
    assert overlap(said("a b c. d e", "a b. c d e"), owners_too=False).mean == 1.0
    parted = draft("a b c. Come in. d e", call_to_action="Come in.")
    two = by_brand(posts(({}, (parted,)), ({}, (draft("a b c. d e"),))))
    assert overlap(two, owners_too=False).mean == 0.0


def test_the_owners_runs_count_only_when_asked_for():
    owners = "Two leaves and a bud from Munnar"
    both = said(owners, owners)
    assert overlap(both, owners_too=False).mean == 0.0
    assert overlap(both, owners_too=True).mean == 1.0


def test_one_brand_alone_overlaps_with_nobody():
    assert overlap(said(SEVEN), owners_too=True).mean == 0.0
