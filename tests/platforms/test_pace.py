import asyncio

from platforms.pace import Pace

HOST = "https://chai.example/a"


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 100.0

    async def sleep(self, seconds):
        self.now += seconds
        await asyncio.sleep(0)


def paced(time):
    return Pace(monotonic=lambda: time.now, sleep=time.sleep, interval_s=2.0)


async def starts(pace, time, *urls, **fields):
    found = []

    async def one(url):
        async with pace.turn(url, **fields):
            found.append(time.now)

    await asyncio.gather(*(one(url) for url in urls))
    return found


async def test_requests_to_one_host_start_two_seconds_apart_whoever_makes_them():
    time = Time()
    pace = paced(time)
    assert await starts(pace, time, HOST, HOST + "b", "http://chai.example/c") == [100, 102, 104]


async def test_another_host_does_not_wait():
    time = Time()
    pace = paced(time)
    assert await starts(pace, time, HOST, "https://other.example/") == [100, 100]


async def test_a_host_that_asks_for_more_gets_more():
    time = Time()
    assert await starts(paced(time), time, HOST, HOST, delay_s=7.0) == [100, 107]


async def test_time_spent_elsewhere_counts():
    time = Time()
    pace = paced(time)
    await starts(pace, time, HOST)
    time.now += 1.5
    assert pace.wait_s(HOST) == 0.5
    time.now += 10
    assert await starts(pace, time, HOST) == [111.5]


async def test_backing_off_holds_everybody_and_never_shortens():
    time = Time()
    pace = paced(time)
    await starts(pace, time, HOST)
    pace.back_off(HOST, 20)
    pace.back_off(HOST, 1)
    assert await starts(pace, time, HOST, HOST) == [120, 122]


async def test_one_request_at_a_time_per_host():
    time = Time()
    pace, inside, most = paced(time), 0, 0

    async def slow():
        nonlocal inside, most
        async with pace.turn(HOST):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(slow() for _ in range(5)))
    assert most == 1
