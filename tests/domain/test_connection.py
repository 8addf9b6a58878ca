"""What an account of a kind is called is its platform's own word for it."""

import pytest

from domain.connection import AccountKind
from domain.platform import Platform


@pytest.mark.parametrize(
    ("platform", "called"),
    [
        (Platform.INSTAGRAM, "professional account"),
        (Platform.FACEBOOK, "page"),
        (Platform.LINKEDIN, "business page"),
        (Platform.X, "account"),
        (Platform.YOUTUBE, "channel"),
    ],
)
def test_an_account_of_a_business_is_called_as_its_platform_does(platform, called):
    assert AccountKind.ORGANIZATION.on(platform) == called
    assert AccountKind.MEMBER.on(platform) == "personal profile"
