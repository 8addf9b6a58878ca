"""Hindi: what to know about a report's data: what is missing, late, assumed or left out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.digits import whole
from domain.measuring import LAGS, Maturity, settles_after
from domain.platform import Platform
from domain.report import PostFigures
from llm.offline.report.hi.speech import COUNTS, age, listed, named, posts
from llm.offline.report.page import Page, ages
from llm.tasks.report import ReportNote

_PROBLEMS = {
    "needs_reconnect": "{posts}: आगे के आँकड़ों के लिए {platform} को फिर से जोड़ना होगा।",
    "disconnected": "{posts}: {platform} अब जुड़ा नहीं है, इसलिए नए आँकड़े नहीं आएँगे।",
    "refused": "{posts}: {platform} आँकड़े नहीं दे रहा, कनेक्शन को इसकी अनुमति नहीं है। फिर से जोड़िए "
    "और insights की अनुमति दीजिए।",
    "gone": "{posts}: {platform} पर अब नहीं मिल रही। आख़िरी आँकड़े वही हैं।",
    "unreachable": "{posts}: {platform} से जवाब नहीं आया। हम पूछते रहेंगे।",
}
_FACTS: dict[str, str] = {
    "imported": "भाव, समय और तुलना के पीछे की {posts} import से आईं: उनके आँकड़े फ़ाइल के हैं।",
    "register_read": "{posts} का भाव शब्दों से पढ़ा गया, क्योंकि किसी ने बताया नहीं: यह अनुमान है।",
    "no_register": "{posts} का भाव पता नहीं, इसलिए वे उस चार्ट में नहीं हैं।",
    "no_hour": "{posts} का बस दिन पता है, समय नहीं: वे समय वाले चार्ट में नहीं हैं।",
    "left_out": "पहले निकली {posts} इस रिपोर्ट में नहीं ली गईं।",
}


def notes(page: Page) -> tuple[ReportNote, ...]:
    return (
        *_problems(page),
        *_silent(page),
        *_early(page),
        *_partial(page),
        *_unexpected(page),
        *_history(page),
    )


def _problems(page: Page) -> Iterator[ReportNote]:
    for problem, said in _PROBLEMS.items():
        troubled = [p for p in page.it.posts if p.problem == problem]
        for platform, numbers in _by_platform(troubled):
            text = said.format(platform=platform.title, posts=named(numbers))
            yield ReportNote(code=problem, text=text, numbers=numbers)


def _silent(page: Page) -> Iterator[ReportNote]:
    waiting = [p for p in page.it.posts if p.maturity is Maturity.NONE and not p.problem]
    for platform, numbers in _by_platform(waiting):
        lag = LAGS.get(platform)
        late = f" {age(lag)} तक लग सकते हैं।" if lag else ""
        text = f"{named(numbers)}: {platform.title} ने अभी कुछ नहीं बताया।{late}"
        yield ReportNote(
            code="no_data", text=f"{text} आँकड़ा न होने का मतलब ज़ीरो नहीं है।", numbers=numbers
        )


def _early(page: Page) -> Iterator[ReportNote]:
    for platform, numbers in _by_platform(page.early):
        young = tuple(p for p in page.early if p.platform is platform)
        _, oldest = ages(young)
        text = (
            f"{named(numbers)}: आँकड़े ज़्यादा से ज़्यादा {age(oldest)} बाद के हैं। {platform.title} पर "
            f"हम {age(settles_after(platform))} बाद राय बनाते हैं।"
        )
        yield ReportNote(code="early", text=text, numbers=numbers)


def _partial(page: Page) -> Iterator[ReportNote]:
    groups: defaultdict[tuple[Platform, tuple[str, ...]], list[int]] = defaultdict(list)
    for post in (p for p in page.it.posts if p.ers is not None and p.partial):
        missing = tuple(said for name, said in COUNTS.items() if name not in post.values)
        groups[post.platform, missing].append(post.number)
    for (platform, missing), numbers in groups.items():
        text = (
            f"{named(tuple(numbers))}: {platform.title} {listed(missing)} नहीं बताता; "
            "अंक में उन्हें 0 माना गया है।"
        )
        yield ReportNote(code="partial", text=text, numbers=tuple(numbers))


def _unexpected(page: Page) -> Iterator[ReportNote]:
    blind = tuple(p.number for p in page.it.posts if p.publication_id and p.expected is None)
    if blind:
        text = f"{named(blind)}: कोई अनुमान नहीं था, क्योंकि लिखते समय सीखने के लिए पोस्ट नहीं थीं।"
        yield ReportNote(code="no_prediction", text=text, numbers=blind)


def _history(page: Page) -> Iterator[ReportNote]:
    told = page.it.history
    counts = {
        "imported": told.imported,
        "register_read": told.registers_read,
        "no_register": told.without_register,
        "no_hour": told.without_hour,
        "left_out": page.it.left_out,
    }
    for code, count in counts.items():
        if count:
            yield ReportNote(code=code, text=_FACTS[code].format(posts=posts(count)))
    if told.is_cut:
        text = f"इतिहास की बस सबसे नई {whole(told.n)} पोस्ट देखी गई हैं।"
        yield ReportNote(code="history_cut", text=text)


def _by_platform(found: Sequence[PostFigures]) -> Iterator[tuple[Platform, tuple[int, ...]]]:
    groups: defaultdict[Platform, list[int]] = defaultdict(list)
    for post in found:
        groups[post.platform].append(post.number)
    for platform in sorted(groups):
        yield platform, tuple(groups[platform])
