"""What a request for posts holds, alone or as the answer to a question about an earlier one."""

import re

from domain.times import zone
from llm.offline.intent import asks
from llm.offline.intent import sayings as say
from llm.offline.intent.avoiding import day_to_avoid, without_avoided
from llm.offline.intent.message import platforms_in, refused_in, tidy, unknown_platforms_in
from llm.offline.intent.occasions import PAST_FESTIVAL, gone_by
from llm.offline.intent.offers import offer_in, without_offers
from llm.offline.intent.places import not_served, places_in
from llm.offline.intent.telling import news_in, without_news
from llm.offline.intent.when import When, read_when
from llm.offline.post.subject import is_news
from llm.tasks.intent import Intent, IntentInputs, IntentKind, Problem


def campaign(text: str, inputs: IntentInputs) -> Intent:
    """The request that these words make by themselves."""
    offer = offer_in(text)
    when = when_in(text, offer, inputs)
    languages, language_problems = asks.languages_in(text)
    platforms, platform_problems = places_in(text, inputs)
    count, count_problems = _count(text, when)
    unknown = unknown_platforms_in(text)
    per_platform = asks.per_platform_in(text)
    return Intent(
        kind=IntentKind.CAMPAIGN,
        objective=asks.objective_in(text, offer),
        topic=news_in(text)[:300]
        or asks.moment_in(inputs.message)
        or asks.topic_in(text, when.occasion)
        or _statement(text),
        platforms=platforms,
        count=max(per_platform.values()) if per_platform else count,
        per_platform=per_platform,
        languages=languages,
        products=asks.products_in(text, inputs.brand),
        tone=asks.tone_in(text),
        occasion=when.occasion,
        dates=tuple(when.dates),
        wall_times=tuple(when.wall_times),
        right_away=bool(re.search(say.RIGHT_AWAY, text, re.I)),
        audience=asks.audience_in(text),
        offer=offer,
        problems=(
            *(not_served(name, platforms) for name in unknown),
            *(() if unknown else platform_problems),
            *when.problems,
            *day_to_avoid(without_news(text)),
            *gone_by(text, when, inputs),
            *language_problems,
            *count_problems,
        ),
    )


def when_in(text: str, offer: str | None, inputs: IntentInputs) -> When:
    """When to post; a day inside the offer ("10% off this weekend") is not a day to post on."""
    now = inputs.now.astimezone(zone(inputs.timezone))
    when = read_when(without_avoided(without_offers(without_news(text))), now)
    if offer and when.occasion is None:
        when.occasion = read_when(offer, now).occasion
    return when


def _statement(text: str) -> str:
    """News told as it is ("We opened a second shop in Kothrud") is its own topic."""
    first = re.split(r"(?<=[.!?।])\s", text)[0]
    return first.strip()[:300] if is_news(first) else ""


def _count(text: str, when: When) -> tuple[int | None, tuple[Problem, ...]]:
    count = asks.count_in(text)
    if len(when.dates) > 1 and (count is None or re.search(r"\bevery\b", text, re.I)):
        count = max(count or 1, len(when.dates))
    if count is not None and count > asks.MAX_POSTS:
        message = (
            f"{count} posts are more than one person can read with care, so I plan "
            f"{asks.MAX_POSTS} now. Ask for the rest when these are out."
        )
        return asks.MAX_POSTS, (Problem(code="too_many_posts", message=message, blocking=False),)
    return count or None, ()


def answered(text: str, inputs: IntentInputs) -> Intent:
    """The message answers what an earlier request was asked back about: the answer wins."""
    earlier = campaign(tidy(inputs.pending_request), inputs)
    answer = campaign(text, inputs)
    if (refused := refused_in(text)) and not platforms_in(text) and earlier.platforms:
        kept = tuple(p for p in earlier.platforms if p not in refused)
        answer = answer.model_copy(update={"platforms": kept or answer.platforms})
    said = {
        name: value
        for name in (
            "platforms",
            "count",
            "per_platform",
            "languages",
            "products",
            "tone",
            "occasion",
            "dates",
            "wall_times",
            "audience",
            "offer",
            "topic",
        )
        if (value := getattr(answer, name))
    }
    agreed = is_agreed(text, inputs)
    if not said and not answer.problems and not agreed:
        return Intent(kind=IntentKind.UNCLEAR)
    settled = {
        "unknown_platform": bool(answer.platforms),
        "no_platform_left": bool(answer.platforms),
        "past_date": bool(answer.dates),
        "bad_date": bool(answer.dates),
        "unknown_festival_date": bool(answer.dates),
        PAST_FESTIVAL: agreed or bool(answer.dates),
        "past_time": bool(answer.dates or answer.wall_times),
        "unsupported_language": bool(answer.languages),
    }
    still = tuple(p for p in earlier.problems if not settled.get(p.code, False))
    return earlier.model_copy(update={**said, "problems": (*still, *answer.problems)})


def is_agreed(text: str, inputs: IntentInputs) -> bool:
    """A yes to “post it all the same?”, asked about the earlier request."""
    if not inputs.pending_request or len(text.split()) > 8 or not re.search(say.AGREED, text, re.I):
        return False
    earlier = campaign(tidy(inputs.pending_request), inputs)
    return any(problem.code == PAST_FESTIVAL for problem in earlier.problems)
