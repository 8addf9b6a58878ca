"""Hindi: what each chart of a report shows, in a sentence. As en/charts.py."""

from domain.report import Group
from domain.statistics import FEWEST
from llm.offline import library
from llm.offline.report.hi.speech import clock, posts
from llm.offline.report.page import TELLING, Page


def posts_chart(page: Page) -> str:
    scores = [post.ers for post in page.settled if post.ers is not None]
    if not scores:
        young = len(page.early)
        return f"{posts(young)} के पहले अंक: अभी बढ़ रहे हैं, इसलिए तुलना नहीं।" if young else ""
    if len(scores) == 1:
        return f"एक पोस्ट के आँकड़े पक्के: 100 में से ERS {scores[0]:.2f}।"
    low, high = min(scores), max(scores)
    return f"पक्के आँकड़ों वाली {posts(len(scores))}: 100 में से ERS {low:.2f} से {high:.2f}।"


def predictions(page: Page) -> str:
    told = page.it.predictions
    if told.n < 2:
        return ""
    return f"{told.n} में से {told.hits} पोस्ट अनुमान के दायरे में रहीं। पाँच में से चार होनी चाहिए।"


def registers(page: Page) -> str:
    groups = page.it.registers
    if not groups:
        return ""
    ranked = page.ranked(groups)
    if not ranked:
        return f"किसी भाव में अभी पक्के आँकड़ों वाली {FEWEST} पोस्ट नहीं, इसलिए किसी को बेहतर नहीं कह सकते।"
    first = ranked[0]
    return (
        f"अब तक सबसे असरदार: {_register(first)}, {posts(first.brand.n)} पर औसत ERS "
        f"{first.brand.mean:.2f}{_versus(ranked)}।"
    )


def _register(group: Group) -> str:
    return str(library.read("hi/replies")["registers"].get(group.key, group.key))


def _versus(ranked: list[Group]) -> str:
    if len(ranked) < 2:
        return "; राय बनाने लायक़ पोस्ट बस इसी में हैं"
    first, last = ranked[0].brand, ranked[-1].brand
    if (first.mean or 0.0) - (last.mean or 0.0) < TELLING:
        return "; बाक़ी भी बराबर"
    least = f"; सबसे कम {_register(ranked[-1])}, {posts(last.n)} पर {last.mean:.2f}"
    return least + _doubt(ranked[0], ranked[-1])


def _doubt(first: Group, last: Group) -> str:
    low, high = first.brand.low, last.brand.high
    is_apart = low is not None and high is not None and low > high
    return "" if is_apart else "; दोनों के दायरे मिलते हैं, यह संयोग भी हो सकता है"


def hours(page: Page) -> str:
    groups = page.it.hours
    if not groups:
        return ""
    ranked = page.ranked(groups)
    if len(ranked) < 2:
        return (
            f"पक्के आँकड़ों वाली {FEWEST} पोस्ट दो समयों पर भी नहीं हैं, इसलिए सबसे अच्छा समय अभी नहीं बता सकते।"
        )
    first, last = ranked[0], ranked[-1]
    return (
        f"अब तक सबसे अच्छा समय {clock(int(first.key))}: {posts(first.brand.n)} पर ERS "
        f"{first.brand.mean:.2f}; {clock(int(last.key))}: {posts(last.brand.n)} पर "
        f"{last.brand.mean:.2f}{_doubt(first, last)}।"
    )


def trend(page: Page) -> str:
    points = page.it.trend.points
    if len(points) < 2:
        return ""
    unusual = sum(point.is_unusual for point in points)
    marked = f" {unusual} बाक़ी से अलग दिखती हैं।" if unusual else ""
    here = sum(point.is_here for point in points)
    filled = "" if here == len(points) else f"; इस रिपोर्ट की {here} भरी हुई हैं"
    lines = "; रेखाएँ औसत हैं" if page.it.trend.difference is not None else ""
    return f"सबसे नई {posts(len(points))} का ERS, निकलने के क्रम में{filled}{lines}।{marked}"
