"""Ideas as the command says them."""

from cli.ideas import lines

IDEA = {"number": 1, "title": "Diwali: Ghewar", "why": "Diwali is near.", "id": "i-1"}


def test_an_idea_is_said_with_its_reason_what_to_expect_and_its_id():
    expected = {"mean": 54.21, "low": 40.0, "high": 68.4}
    assert lines({"ideas": [{**IDEA, "expected_ers": expected}], "notes": []}) == [
        "1. Diwali: Ghewar",
        "   Diwali is near.",
        "   Expected ERS 54.2 (40.0 to 68.4)",
        "   i-1",
    ]


def test_without_a_scored_post_nothing_is_expected():
    made = {"ideas": [{**IDEA, "expected_ers": None}], "notes": ["Import your posts."]}
    said = lines(made)
    assert not [line for line in said if "Expected" in line]
    assert said[-1] == "Import your posts."
