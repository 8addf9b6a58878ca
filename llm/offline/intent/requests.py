"""What a request for posts holds, alone or as the answer to a question about an earlier one."""

import re
from datetime import date

from domain.language import ENGLISH, WRITTEN, language_of
from domain.prices import with_rupees
from domain.times import zone
from llm.offline.intent import asks, subjects, tongues
from llm.offline.intent import sayings as say
from llm.offline.intent.avoiding import day_to_avoid, weekdays_to_avoid, without_avoided
from llm.offline.intent.budgets import budget_in
from llm.offline.intent.message import platforms_in, refused_in, tidy, unknown_platforms_in
from llm.offline.intent.occasions import PAST_FESTIVAL, far_off, gone_by
from llm.offline.intent.offers import offer_in, without_offers
from llm.offline.intent.pictures import look_of_new
from llm.offline.intent.places import not_served, places_in
from llm.offline.intent.stretch import open_days, spread_over
from llm.offline.intent.telling import news_in, without_news
from llm.offline.intent.videos import video_in
from llm.offline.intent.weekly import week_after_week
from llm.offline.intent.when import DAILY, When, read_when, spoken_day
from llm.offline.post.announced import announced, as_topic
from llm.offline.post.topic import is_news
from llm.offline.sentences import listed
from llm.tasks.intent import Intent, IntentInputs, IntentKind, Problem


def campaign(text: str, inputs: IntentInputs) -> Intent:
    """The request that these words make by themselves."""
    budget, text = budget_in(text)
    look, text = look_of_new(text)
    seconds, text, odd = video_in(text)
    asked = _request(text, inputs)
    asked = asked.model_copy(update={"problems": (*asked.problems, *odd)})
    told = {"budget": budget, "picture": look, "video": seconds}
    return asked.model_copy(update={name: one for name, one in told.items() if one})


def _request(text: str, inputs: IntentInputs) -> Intent:
    whole = _alone(text, inputs)
    parts = subjects.parts_in(text, inputs.brand)
    occasions = subjects.other_occasions(without_offers(without_news(text)), whole.occasion)
    if not parts:
        return _priced(text, _first_of(whole, occasions), inputs)
    if not (subjects.is_apart(parts) or occasions):
        return whole.model_copy(update=_each_its_own(parts, whole, inputs))
    first = _alone(text[: parts[1].start], inputs)
    names = (
        "languages",
        "tone",
        "audience",
        "skip_weekdays",
        *(() if first.platforms else ("platforms",)),
    )
    kept = {name: getattr(whole, name) for name in names}
    left = tuple(part.subject for part in parts[1:])
    problems = (
        *first.problems,
        *(p for p in whole.problems if p.code in _OF_THE_WHOLE and p not in first.problems),
        subjects.one_subject(first.topic or parts[0].subject, left),
    )
    count = asks.count_in(_head(text, parts)) if _is_counted_each(text, parts) else 1
    own = {"count": max(count or 1, len(first.dates)), "topic": first.topic or parts[0].subject}
    return first.model_copy(update={**kept, **own, "problems": problems})


_OF_THE_WHOLE = frozenset({"unknown_platform", "no_platform_left", "unsupported_language"})


def _head(text: str, parts: tuple[subjects.Part, ...]) -> str:
    """What is asked for before the second subject."""
    return text[: parts[1].start]


def _is_counted_each(text: str, parts: tuple[subjects.Part, ...]) -> bool:
    """“2 posts about chai and one about keema” counts the first; “3 posts: one …” counts all."""
    return re.search(r":|\b(?:one|1) (?:\w+ )?about\b", _head(text, parts), re.I) is None


def _each_its_own(
    parts: tuple[subjects.Part, ...], whole: Intent, inputs: IntentInputs
) -> dict[str, object]:
    """A product for each post; where each has its day too, they stand in the order of the days."""
    own: dict[str, object] = {"count": max(whole.count or 1, len(parts))}
    told = [(part, when_in(part.said, None, inputs)) for part in parts]
    if all(len(when.dates) == 1 for _, when in told):
        told.sort(key=lambda one: one[1].dates[0])
        own["dates"] = tuple(when.dates[0] for _, when in told)
        if all(len(when.wall_times) == 1 for _, when in told):
            own["wall_times"] = tuple(when.wall_times[0] for _, when in told)
    own["products"] = tuple(part.product for part, _ in told)
    own["topic"] = listed([part.subject for part, _ in told])[:300]
    return own


def _first_of(intent: Intent, occasions: tuple[str, ...]) -> Intent:
    """The request with what does not fit into its posts said, never dropped without a word."""
    posts = intent.count or max(len(intent.dates), 1)
    over = intent.products[posts:] if intent.topic and len(intent.products) > posts else ()
    problems = [*intent.problems]
    if occasions and intent.occasion:
        problems.append(subjects.one_subject(intent.occasion, occasions))
    if over:
        planned = intent.products[:posts]
        problems.append(subjects.one_subject(listed(planned), over))
        return intent.model_copy(update={"products": planned, "problems": tuple(problems)})
    return intent.model_copy(update={"problems": tuple(problems)})


def _priced(text: str, intent: Intent, inputs: IntentInputs) -> Intent:
    """A price told as news is what the post is about, whatever the Brand page says of it."""
    news = announced(text, with_rupees(inputs.brand).products)
    if news is None or intent.without_price:
        return intent
    language = language_of(inputs.message)
    known = news.product.price
    still = f"Your Brand page still says {known} for {news.product.name}. "
    differs = Problem(
        code="price_differs",
        message=f"{still}The post says {news.price}, as you told me.",
        blocking=False,
    )
    return intent.model_copy(
        update={
            "topic": as_topic(news, language if language in WRITTEN else ENGLISH),
            "products": (news.product.name,),
            "problems": (*intent.problems, *((differs,) if known else ())),
        }
    )


def _alone(text: str, inputs: IntentInputs) -> Intent:
    """The request read as one with one subject."""
    offer = offer_in(text)
    when = when_in(text, offer, inputs)
    free = weekdays_to_avoid(without_news(text))
    when.dates = [day for day in when.dates if day.weekday() not in free] or when.dates
    languages, language_problems = asks.languages_in(text)
    languages = languages or tongues.left_of(text, inputs)
    platforms, platform_problems = places_in(text, inputs)
    count, count_problems = _fitting(*_count(text, when), when, free, inputs)
    unknown = unknown_platforms_in(text)
    per_platform = asks.per_platform_in(text)
    return Intent(
        kind=IntentKind.CAMPAIGN,
        objective=asks.objective_in(text, offer),
        topic=news_in(text)[:300]
        or asks.moment_in(inputs.message)
        or _without_end(asks.topic_in(text, when.occasion), when, count, inputs)
        or _statement(text),
        platforms=platforms,
        count=max(per_platform.values()) if per_platform else count,
        per_platform=per_platform,
        languages=languages,
        products=asks.products_in(text, inputs.brand),
        tone=asks.tone_in(text),
        occasion=when.occasion,
        dates=_days(text, when, count, free, inputs),
        wall_times=tuple(when.wall_times),
        skip_weekdays=free,
        right_away=bool(re.search(say.RIGHT_AWAY, text, re.I)),
        without_price=asks.without_price(text),
        without_offer=asks.without_offer(text),
        audience=asks.audience_in(text),
        offer=offer,
        problems=(
            *(not_served(name, platforms) for name in unknown),
            *(() if unknown else platform_problems),
            *when.problems,
            *day_to_avoid(without_news(text)),
            *(gone_by(text, when, inputs) or far_off(text, when, inputs)),
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


_ENDS = 2
"""The days by which a stretch is named."""


def _days(
    text: str, when: When, count: int | None, free: tuple[int, ...], inputs: IntentInputs
) -> tuple[date, ...]:
    """“5 posts, one a day” are five days in a row, “3 posts on Mondays” three Mondays."""
    today = inputs.now.astimezone(zone(inputs.timezone)).date()
    if count and _is_weekly(text, when, count):
        return tuple(week_after_week(when.weekly.difference(free) or when.weekly, count, today))
    if count and (stretch := _stretch(when, count, inputs)):
        return tuple(spread_over(stretch, count, free))
    daily = count and re.search(DAILY, text, re.I)
    return tuple(when.dates[:count] if daily else when.dates)


def _stretch(when: When, count: int, inputs: IntentInputs) -> tuple[date, date] | None:
    """The days among which so many posts are spread, where their ends are named."""
    today = inputs.now.astimezone(zone(inputs.timezone)).date()
    stretch = when.stretch
    is_one = count > 1 and len(when.dates) <= _ENDS
    return stretch if is_one and stretch and stretch[0] >= today else None


def _without_end(topic: str, when: When, count: int | None, inputs: IntentInputs) -> str:
    """The topic without the day until which its posts go out: “our chai until 20 December”."""
    if not count or _stretch(when, count, inputs) is None:
        return topic
    return re.sub(r"\s+(?:by|until|till|up ?to)\s.*$", "", topic, flags=re.IGNORECASE)


def _fitting(
    count: int | None,
    problems: tuple[Problem, ...],
    when: When,
    free: tuple[int, ...],
    inputs: IntentInputs,
) -> tuple[int | None, tuple[Problem, ...]]:
    """No more posts than find a place until the day that is named: none goes out after it."""
    stretch = _stretch(when, count, inputs) if count else None
    if not (count and stretch) or when.weekly:
        return count, problems
    places = len(open_days(stretch, free)) * max(len(when.wall_times), 1)
    if count <= places:
        return count, problems
    until = spoken_day(stretch[1])
    message = (
        f"{places} of the {count} posts fit in until {until}, so I plan {places}. Name more hours "
        "of the day to have the others by then, too."
    )
    tight = Problem(code="tight_stretch", message=message, blocking=False)
    return places, (*problems, tight)


def _is_weekly(text: str, when: When, count: int | None) -> bool:
    """Whether so many posts go out on the named days, week after week, until they are all out."""
    return (
        count is not None
        and count > 1
        and bool(when.weekly)
        and all(day.weekday() in when.weekly for day in when.dates)
        and not re.search(r"\bfor (?:the next )?[\w-]+ (?:weeks?|months?)\b", text, re.I)
    )


def _count(text: str, when: When) -> tuple[int | None, tuple[Problem, ...]]:
    if asks.asks_for_none(text):
        return None, (_NOTHING,)
    count = asks.count_in(text)
    if count and count < len(when.dates) and re.search(DAILY, text, re.I):
        return count, ()
    is_fixed = _is_weekly(text, when, count)
    if (
        len(when.dates) > 1
        and not is_fixed
        and (count is None or re.search(r"\bevery\b", text, re.I))
    ):
        count = max(count or 1, len(when.dates))
    if count is not None and count > asks.MAX_POSTS:
        message = (
            f"{count} posts are more than one person can read with care, so I plan "
            f"{asks.MAX_POSTS} now. Ask for the rest when these are out."
        )
        return asks.MAX_POSTS, (Problem(code="too_many_posts", message=message, blocking=False),)
    return count or None, ()


_NOTHING = Problem(
    code="no_posts",
    message="That would be no post at all, so there is nothing to write. How many shall it be?",
)


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
            "skip_weekdays",
            "audience",
            "offer",
            "topic",
            "budget",
            "picture",
            "video",
        )
        if (value := getattr(answer, name))
    }
    agreed = is_agreed(text, inputs)
    if not said and not answer.problems and not agreed:
        return Intent(kind=IntentKind.UNCLEAR)
    settled = _settled(answer, agreed=agreed)
    still = tuple(p for p in earlier.problems if not settled.get(p.code, False))
    return earlier.model_copy(update={**said, "problems": (*still, *answer.problems)})


def _settled(answer: Intent, *, agreed: bool) -> dict[str, bool]:
    """What was asked about, by the code of the question, and whether the answer says it."""
    return {
        "unknown_platform": bool(answer.platforms),
        "no_platform_left": bool(answer.platforms),
        "past_date": bool(answer.dates),
        "bad_date": bool(answer.dates),
        "unknown_festival_date": bool(answer.dates),
        PAST_FESTIVAL: agreed or bool(answer.dates),
        "past_time": bool(answer.dates or answer.wall_times),
        "bad_time": bool(answer.wall_times),
        "no_posts": bool(answer.count),
        "unsupported_language": bool(answer.languages),
    }


def is_agreed(text: str, inputs: IntentInputs) -> bool:
    """A yes to “post it all the same?”, asked about the earlier request."""
    if not inputs.pending_request or len(text.split()) > 8 or not re.search(say.AGREED, text, re.I):
        return False
    earlier = campaign(tidy(inputs.pending_request), inputs)
    return any(problem.code == PAST_FESTIVAL for problem in earlier.problems)
