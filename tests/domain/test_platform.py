"""Platforms by name, as people and programs write them."""

import pytest

from domain.errors import InvalidError
from domain.platform import Platform, parse_platform


@pytest.mark.parametrize("platform", Platform)
def test_every_platform_is_known_by_its_name(platform):
    assert parse_platform(platform.value) is platform
    assert parse_platform(f"  {platform.value.upper()} ") is platform


@pytest.mark.parametrize(
    ("said", "meant"),
    [("twitter", Platform.X), ("Insta", Platform.INSTAGRAM), ("IG", Platform.INSTAGRAM)],
)
def test_common_names_are_understood(said, meant):
    assert parse_platform(said) is meant


@pytest.mark.parametrize("name", ["myspace", "", "linked in", "instagram,facebook"])
def test_an_unknown_platform_is_refused_with_the_known_ones(name):
    with pytest.raises(InvalidError, match="instagram, facebook, linkedin, x, youtube") as raised:
        parse_platform(name)
    assert raised.value.code == "unknown_platform"


def test_titles_are_written_as_the_networks_write_them():
    assert [p.title for p in Platform] == ["Instagram", "Facebook", "LinkedIn", "X", "YouTube"]
