"""The hash an approval binds to: any change of what a person approved is another hash."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.content import Provenance, Safety, Version, content_hash
from domain.errors import InvalidError
from domain.platform import Platform

AT = datetime(2026, 11, 11, 5, 0, tzinfo=UTC)
SLOT = datetime(2026, 11, 12, 14, 0, tzinfo=UTC)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
forms = st.fixed_dictionaries(
    {
        "text": words,
        "hashtags": st.lists(words, max_size=3).map(tuple),
        "first_comment": st.none() | words,
        "alt_text": st.none() | words,
        "media": st.lists(st.sampled_from(["0" * 64, "1" * 64, "2" * 64]), max_size=3).map(tuple),
        "platform": st.sampled_from(Platform),
        "connection_id": words,
        "publish_at": st.none()
        | st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    }
)
FORM = {
    "text": "Fresh chai from 7 am",
    "hashtags": ("chai", "pune"),
    "first_comment": "Order by 6 pm",
    "alt_text": "A glass of chai",
    "media": ("0" * 64, "1" * 64),
    "platform": Platform.LINKEDIN,
    "connection_id": "c-1",
    "publish_at": SLOT,
}
CHANGES = [
    {"text": "Fresh chai from 8 am"},
    {"text": "Fresh chai from 7 am "},
    {"hashtags": ("pune", "chai")},
    {"hashtags": ("chai",)},
    {"first_comment": None},
    {"first_comment": ""},
    {"alt_text": None},
    {"media": ("1" * 64, "0" * 64)},
    {"media": ()},
    {"platform": Platform.FACEBOOK},
    {"connection_id": "c-2"},
    {"publish_at": None},
    {"publish_at": SLOT + timedelta(seconds=1)},
]


def version(**changes: object) -> Version:
    given_ = {
        "number": 1,
        "text": "",
        "safety": Safety(passed=True),
        "provenance": Provenance(
            author="offline author", prompt="social_post", prompt_version="1", prompt_hash="h"
        ),
        "created_at": AT,
        "created_by": "insta-media",
    }
    return Version.model_validate({**given_, **changes})


def hash_of(form: dict) -> str:
    about = {name: form[name] for name in ("platform", "connection_id", "publish_at")}
    return content_hash(version(**{k: v for k, v in form.items() if k not in about}), **about)


def test_hash_is_a_sha256_in_hex():
    assert len(hash_of(FORM)) == 64
    assert set(hash_of(FORM)) <= set("0123456789abcdef")


@pytest.mark.parametrize("change", CHANGES, ids=" ".join)
def test_a_change_of_any_approved_field_changes_the_hash(change):
    assert hash_of({**FORM, **change}) != hash_of(FORM)


def test_every_approved_field_is_among_the_changes():
    assert {name for change in CHANGES for name in change} == set(FORM)


@given(forms, forms)
def test_hashes_are_equal_exactly_when_the_forms_are(one, other):
    assert (hash_of(one) == hash_of(other)) is (one == other)


@given(forms, st.sampled_from(sorted(FORM)), st.data())
def test_one_field_changed_in_any_form_changes_the_hash(form, name, data):
    other = data.draw(forms.filter(lambda f: f[name] != form[name]))
    assert hash_of({**form, name: other[name]}) != hash_of(form)


def test_moving_a_word_between_fields_changes_the_hash():
    together = {**FORM, "text": "a b", "first_comment": ""}
    apart = {**FORM, "text": "a", "first_comment": " b"}
    assert hash_of(together) != hash_of(apart)
    assert hash_of({**FORM, "hashtags": ("ab", "c")}) != hash_of({**FORM, "hashtags": ("a", "bc")})


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"register": "pride"},
        {"expected_ers": 61.5},
        {"created_at": AT + timedelta(days=1)},
        {"created_by": "Asha"},
        {"safety": Safety(passed=False)},
    ],
    ids=" ".join,
)
def test_what_readers_never_see_is_not_part_of_the_hash(change):
    about = {name: FORM[name] for name in ("platform", "connection_id", "publish_at")}
    assert content_hash(version(**change), **about) == content_hash(version(), **about)


def test_hindi_and_emoji_are_hashed():
    assert hash_of({**FORM, "text": "ताज़ी चाय ☕️"}) != hash_of({**FORM, "text": "ताज़ी चाय ☕"})


def test_a_version_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        version().text = "another"


def test_a_version_counts_from_one():
    with pytest.raises(ValidationError):
        version(number=0)


def test_a_version_survives_the_way_through_json():
    written = version(text="चाय", hashtags=("a",), register="pride")
    assert Version.model_validate_json(written.model_dump_json()) == written


def test_the_same_instant_in_another_zone_is_the_same_form():
    india = SLOT.astimezone(ZoneInfo("Asia/Kolkata"))
    assert hash_of({**FORM, "publish_at": india}) == hash_of(FORM)


def test_a_naive_slot_has_no_hash():
    with pytest.raises(InvalidError):
        hash_of({**FORM, "publish_at": SLOT.replace(tzinfo=None)})


def test_half_an_emoji_from_a_cut_text_is_hashed_too():
    assert hash_of({**FORM, "text": "chai \ud83d"}) != hash_of({**FORM, "text": "chai "})
