"""A post that asks readers to write or to come says where, as the brand prints it."""

import pytest

from domain.brand import Contact
from domain.language import WRITTEN
from domain.platform import Platform
from llm.offline.counting import caption, length
from llm.offline.post.writing import write_posts

NUMBER, STREET = "+91 98290 12345", "12 MI Road, Jaipur"
PRINTED = Contact(whatsapp=NUMBER, address=STREET)


def reaching(brand, planned, **asked):
    reached = brand.model_copy(update={"contact": PRINTED})
    return write_posts(planned(reached, variation_count=5, **asked)).variations


@pytest.mark.parametrize("language", WRITTEN)
def test_who_is_to_order_or_to_come_is_told_where(each_brand, planned, language):
    sold = reaching(each_brand, planned, objective="sales", language=language)
    assert any(NUMBER in one.text for one in sold)
    visited = reaching(each_brand, planned, objective="visits", language=language)
    assert any(STREET in one.text for one in visited)
    assert not any(NUMBER in one.text for one in visited)


@pytest.mark.parametrize("language", WRITTEN)
def test_who_is_asked_for_a_comment_is_given_no_number(each_brand, planned, language):
    for one in reaching(each_brand, planned, objective="engagement", language=language):
        if one.call_to_action.endswith("?"):
            assert NUMBER not in one.text
            assert STREET not in one.text


def test_a_short_post_leaves_the_number_out_before_what_it_is_about(each_brand, planned):
    for one in reaching(each_brand, planned, platform=Platform.X, objective="sales", max_chars=110):
        assert length(caption(one.text, one.hashtags), Platform.X) <= 110
        assert NUMBER not in one.text or one.call_to_action


def test_a_brand_that_prints_nothing_is_given_nothing(each_brand, planned):
    for one in write_posts(planned(each_brand, objective="sales")).variations:
        assert NUMBER not in one.text
        assert "WhatsApp:" not in one.text
