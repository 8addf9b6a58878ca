"""Errors: each class has its kind and a stable code; a platform's says what may have happened."""

import pytest

from domain import errors
from domain.errors import ErrorClass, InstaMediaError, Kind, PlatformError

CLASSES = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, InstaMediaError)
]


@pytest.mark.parametrize("cls", [c for c in CLASSES if c is not InstaMediaError])
def test_every_known_error_has_a_kind_and_a_code_of_its_own(cls):
    assert cls.kind is not Kind.INTERNAL
    assert cls.default_code != "internal"


def test_codes_are_not_shared():
    codes = [cls.default_code for cls in CLASSES]
    assert len(codes) == len(set(codes))


def test_the_tree_in_the_docstring_names_every_class():
    assert {c.__name__ for c in CLASSES} <= set(errors.__doc__.replace("─", " ").split())


def test_a_code_given_wins_over_the_default():
    assert errors.InvalidError("no", code="unknown_platform").code == "unknown_platform"
    assert errors.InvalidError("no").code == "invalid"


def test_extra_facts_are_not_shared_between_errors():
    one, other = errors.ConflictError("a"), errors.ConflictError("b")
    one.extra["decided_by"] = "Asha"
    assert other.extra == {}


def test_the_message_is_what_a_person_reads():
    assert str(errors.NotFoundError("There is no campaign 7.")) == "There is no campaign 7."


@pytest.mark.parametrize("error_class", ErrorClass)
def test_a_platform_error_carries_its_class_as_code(error_class):
    error = PlatformError("x", error_class=error_class, sent="refused", retry_after_s=2.5)
    assert error.code == error_class.value.lower()
    assert error.kind is Kind.UPSTREAM
    assert (error.sent, error.retry_after_s, error.platform_post_id) == ("refused", 2.5, None)


def test_only_passing_troubles_are_retryable():
    assert {e for e in ErrorClass if e.retryable} == {
        ErrorClass.RATE_LIMIT_EXCEEDED,
        ErrorClass.TEMPORARY_UNAVAILABLE,
        ErrorClass.NETWORK_ERROR,
        ErrorClass.TIMEOUT,
    }
