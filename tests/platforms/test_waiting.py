from platforms.waiting import PAUSES_S, Waiting


class Clock:
    """Time that passes only by waiting."""

    def __init__(self):
        self.now = 100.0
        self.naps = []

    async def sleep(self, seconds):
        self.naps.append(seconds)
        self.now += seconds

    def waiting(self):
        return Waiting(sleep=self.sleep, monotonic=lambda: self.now)


def looking(*given):
    left = list(given)

    async def look():
        return left.pop(0) if len(left) > 1 else left[0]

    return look


async def test_what_is_done_at_once_is_not_waited_for():
    clock = Clock()
    patience = clock.waiting().begin(60)
    assert await patience.until_done(looking("DONE"), unfinished=frozenset({"BUSY"})) == "DONE"
    assert clock.naps == []


async def test_the_pauses_grow_and_the_last_is_repeated():
    clock = Clock()
    look = looking(*["BUSY"] * (len(PAUSES_S) + 2), "DONE")
    found = await clock.waiting().begin(600).until_done(look, unfinished=frozenset({"BUSY"}))
    assert found == "DONE"
    assert clock.naps == [*PAUSES_S, PAUSES_S[-1], PAUSES_S[-1]]


async def test_the_time_ends_to_the_second_and_is_shared_by_all_that_is_waited_for():
    clock = Clock()
    patience = clock.waiting().begin(20)
    busy = frozenset({"BUSY"})
    assert await patience.until_done(looking("BUSY"), unfinished=busy) == "BUSY"
    assert sum(clock.naps) == 20
    assert patience.is_over
    assert await patience.until_done(looking("BUSY"), unfinished=busy) == "BUSY"
    assert sum(clock.naps) == 20
