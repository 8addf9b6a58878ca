"""Posts from before: the same for an account however often, and like others in every list."""

from sandbox.past import remembered

DAY_MS = 24 * 3600 * 1000
NOW = 1_800_000_000_000


def test_the_past_lies_in_its_days_and_says_no_text_twice():
    found = remembered("urn:1", 300, days=100, before_ms=NOW)
    assert found == remembered("urn:1", 300, days=100, before_ms=NOW)
    assert found != remembered("urn:2", 300, days=100, before_ms=NOW)
    assert len({memory.text for memory in found}) == 300
    times = [memory.created_ms for memory in found]
    assert times == sorted(times)
    assert times[0] >= NOW - 101 * DAY_MS
    assert times[-1] <= NOW - DAY_MS
