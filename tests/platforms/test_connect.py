import pytest

from domain.errors import InvalidError
from domain.platform import Platform
from platforms.connect import code_from


def test_the_code_of_the_redirect_is_handed_on():
    assert code_from({"code": "abc", "state": "s"}, Platform.LINKEDIN) == "abc"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"error": "user_cancelled_authorize"}, "connect_declined"),
        ({"error": "access_denied"}, "connect_declined"),
        ({"error": "unauthorized_scope_error"}, "connect_failed"),
        ({}, "connect_failed"),
    ],
)
def test_coming_back_without_access_is_explained(query, code):
    with pytest.raises(InvalidError, match="LinkedIn") as caught:
        code_from(query, Platform.LINKEDIN)
    assert caught.value.code == code
