"""The social platforms by name. What each can do is the platforms package's to say."""

from enum import StrEnum

from domain.errors import InvalidError


class Platform(StrEnum):
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    LINKEDIN = "linkedin"
    X = "x"
    YOUTUBE = "youtube"

    @property
    def title(self) -> str:  # type: ignore[override]  # a property reads better than str.title()
        return {"linkedin": "LinkedIn", "x": "X", "youtube": "YouTube"}.get(
            self.value, self.value.capitalize()
        )


_ALIASES = {"twitter": Platform.X, "ig": Platform.INSTAGRAM, "insta": Platform.INSTAGRAM}


def parse_platform(name: str) -> Platform:
    """The platform a person or program named; "twitter" is X.

    Raises:
        InvalidError: No such platform.
    """
    key = name.strip().lower()
    if key in _ALIASES:
        return _ALIASES[key]
    try:
        return Platform(key)
    except ValueError as error:
        known = ", ".join(p.value for p in Platform)
        raise InvalidError(
            f"“{name}” is not a platform we know. Use one of: {known}.", code="unknown_platform"
        ) from error
