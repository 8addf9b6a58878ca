"""What a person reads of fields that do not fit."""

import pytest

from domain.errors import InvalidError
from domain.form import Form
from tools.editing import formed, parse_edits


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"type": "reel"}, "form has no field “type”. Its fields are format, title, link, thread"),
        ({"format": "pdf"}, "form.format cannot be “pdf”. It can be post, reel, story, short or"),
        ({"video": {"cover": 1}}, "form.video has no field “cover”. Its fields are tags, category"),
        ({"mentions": [{"name": "Asha"}]}, "form.mentions.0.id is missing"),
        ({"mentions": [{"name": "A", "id": "a", "x": 1}]}, "Its fields are name, id"),
        ({"link": {"url": "chai"}}, "form.link.url must be an address that begins with http://"),
        ({"video": {"public_at": "tomorrow"}}, "form.video.public_at must be a date and time with"),
        ({"thread": [" "]}, "form.thread: a post of the thread is empty"),
        ({"thread": "one"}, "form.thread must be a list"),
    ],
)
def test_a_form_that_does_not_fit_is_told_with_what_would(form, said):
    with pytest.raises(InvalidError) as refused:
        formed(Form(), form)
    assert refused.value.code == "bad_edit"
    assert refused.value.message.startswith("This does not fit: ")
    assert said in refused.value.message


def test_an_edit_that_does_not_fit_names_its_field():
    with pytest.raises(InvalidError, match="This does not fit: publish_at must be a date and time"):
        parse_edits({"publish_at": "tomorrow 9am"})
