"""A post as text to edit: only what was changed is sent."""

import pytest

from cli.editing import form, read_back
from domain.errors import InvalidError

ACTION = {
    "text": "Chai: boiled twice.\n\nCome by.",
    "hashtags": ["#chai", "#pune"],
    "publish_at": None,
    "first_comment": None,
    "alt_text": None,
}


def test_an_untouched_form_changes_nothing():
    assert read_back(form(ACTION), ACTION) == {}


def test_a_new_text_is_the_only_change():
    changed = form(ACTION).replace("boiled twice", "boiled once")
    assert read_back(changed, ACTION) == {"text": "Chai: boiled once.\n\nCome by."}


def test_hashtags_are_read_with_or_without_their_mark():
    changed = form(ACTION).replace("#chai #pune", "#chai kulhad")
    assert read_back(changed, ACTION) == {"hashtags": ["#chai", "#kulhad"]}


def test_tags_are_written_as_the_post_writes_its_own():
    bare = {**ACTION, "hashtags": ["chai"]}
    assert read_back(form(bare).replace("#chai", "#kulhad"), bare) == {"hashtags": ["kulhad"]}


def test_a_time_is_read_as_an_instant():
    changed = form(ACTION).replace("goes_out: now", "goes_out: 2026-11-12T19:30+05:30")
    assert read_back(changed, ACTION) == {"publish_at": "2026-11-12T14:00:00+00:00"}


def test_a_slot_that_was_not_touched_is_no_change():
    later = {**ACTION, "publish_at": "2026-11-12T14:00:00+00:00"}
    assert read_back(form(later), later) == {}


@pytest.mark.parametrize("slot", ["tomorrow", "2026-11-12T19:30"])
def test_a_time_nobody_can_place_is_refused(slot):
    with pytest.raises(InvalidError):
        read_back(form(ACTION).replace("goes_out: now", f"goes_out: {slot}"), ACTION)


def test_an_empty_post_is_refused():
    with pytest.raises(InvalidError, match="no text"):
        read_back(form(ACTION).replace(ACTION["text"], ""), ACTION)
