"""What a site's robots.txt allows us (RFC 9309). Fetches nothing."""

from dataclasses import dataclass

from protego import Protego

from platforms.http import USER_AGENT

MAX_BYTES = 1024 * 1024
"""RFC 9309 asks for at least 500 KiB."""


@dataclass(frozen=True)
class Robots:
    """The rules of one origin; no rules allow everything."""

    rules: Protego | None = None

    def allows(self, url: str) -> bool:
        return self.rules is None or bool(self.rules.can_fetch(url, USER_AGENT))

    @property
    def delay_s(self) -> float:
        """The pause the site asks for, by Crawl-delay or Request-rate."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(USER_AGENT)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(self.rules.crawl_delay(USER_AGENT) or 0.0), by_rate)


def parse_robots(body: bytes) -> Robots:
    return Robots(Protego.parse(body.decode("utf-8-sig", errors="replace")))
