"""Where bytes and tokens may be sent that an answer wants elsewhere. Connects to nothing."""

from collections.abc import Iterable

from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.http import origin_of


class Hosts:
    """One network's own hosts: those that were configured, else its domain over https.

    Args:
        platform: Whose.
        domain: The documented one.
        bases: What whoever runs the installation has set; empty ones are not set.
    """

    def __init__(self, platform: Platform, domain: str, bases: Iterable[str]) -> None:
        self._platform = platform
        self._domain = domain
        self._origins = frozenset(origin_of(base) for base in bases if base)

    def take(self, url: str) -> bool:
        """Whether that address is one of them."""
        origin = origin_of(url)
        if self._origins:
            return origin in self._origins
        # taken from the origin, so that the host we judge is the one we would connect to
        scheme, _, place = origin.partition("://")
        host = place.rpartition(":")[0]
        return scheme == "https" and (host == self._domain or host.endswith(f".{self._domain}"))

    def must_take(self, url: str, what: str) -> None:
        """Refuse another's address.

        Raises:
            PlatformError: CONFIGURATION; `what` was not sent there.
        """
        if self.take(url):
            return
        title, name = self._platform.title, self._platform.value.upper()
        raise PlatformError(
            f"{title}'s answer wants the {what} sent to an address that is not {title}'s, so it "
            "was not sent. Whoever runs this installation has to check "
            f"INSTA_PLATFORMS__{name}__API_BASE and UPLOAD_BASE.",
            error_class=ErrorClass.CONFIGURATION,
            sent="no",
        )
