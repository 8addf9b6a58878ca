"""Identifiers: the same work finds its own id again, different work never the same."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import derived_id, new_id, post_id

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1f"))
brands = st.uuids(version=4).map(str)


def test_new_ids_are_uuids_and_differ():
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(str(uuid.UUID(i)) == i for i in made)


@given(st.lists(words, min_size=1))
def test_a_derived_id_is_a_uuid_fixed_by_its_parts(parts):
    assert derived_id(*parts) == derived_id(*parts)
    assert str(uuid.UUID(derived_id(*parts))) == derived_id(*parts)


@given(st.lists(words, min_size=1), st.lists(words, min_size=1))
def test_different_parts_derive_different_ids(one, other):
    assert (derived_id(*one) == derived_id(*other)) is (one == other)


def test_parts_do_not_run_into_each_other():
    assert derived_id("ab", "c") != derived_id("a", "bc")


@given(brands, words, words)
def test_a_post_id_is_fixed_by_brand_platform_and_key(brand, platform, key):
    assert post_id(brand, platform, key) == post_id(brand, platform, key)
    assert post_id(brand, platform, key + "x") != post_id(brand, platform, key)
    assert post_id(brand, platform + "x", key) != post_id(brand, platform, key)


@given(brands, brands, st.lists(words, min_size=2, unique=True))
def test_posts_of_one_history_sort_alike_in_every_brand(one, other, keys):
    def order(brand):
        return sorted(keys, key=lambda key: post_id(brand, "instagram", key))

    assert order(one) == order(other)


@given(brands, words)
def test_a_post_id_fits_its_column(brand, key):
    assert len(post_id(brand, "instagram", key)) <= 64
