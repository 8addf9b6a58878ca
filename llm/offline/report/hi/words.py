"""Hindi: what happened, whether it gets better, what to do next. As en/words.py."""

from domain.report import PostFigures, Predictions, Trend
from domain.statistics import FEWEST
from llm.offline import library
from llm.offline.report.hi import charts
from llm.offline.report.hi.notes import notes
from llm.offline.report.hi.speech import (
    COUNTS,
    between,
    counted,
    listed,
    moment,
    posts,
    signed,
    title,
    when,
)
from llm.offline.report.page import TELLING, Page, Words, ages

FEW = 8
"""Posts below which a difference is called a hint."""


def register(name: str) -> str:
    return str(library.read("hi/replies")["registers"].get(name, name))


def headline(page: Page) -> str:
    it, called = page.it, title(page.title)
    if not it.out and it.uncounted:
        return f"{called}: {posts(it.uncounted)} import हुई, पर फ़ाइल में उनके आँकड़े नहीं हैं।"
    if not it.out:
        return f"{called}: अभी कोई आँकड़ा नहीं, कोई पोस्ट निकली नहीं है।"
    if not it.measured:
        return f"{called}: {posts(it.out)} निकल चुकी हैं, प्रतिक्रिया के आँकड़े अभी नहीं आए।"
    best = page.post(it.best)
    if best is None:
        return _early(page)
    if it.out == 1:
        return f"{called}: {best.platform.title} पर ERS {best.ers:.2f}{_against(best)}।"
    share = posts(it.out) if it.settled == it.out else f"{it.out} में से {posts(it.settled)}"
    if it.left_out:
        share = f"सबसे नई {share}"
    return f"{called}: {share} के आँकड़े पक्के हुए, सबसे अच्छी {best.platform.title} पर, ERS {best.ers:.2f}।"


def _early(page: Page) -> str:
    if not page.early:
        return f"{title(page.title)}: {posts(page.it.out)} निकल चुकी हैं, आँकड़े अभी नहीं आए।"
    read = between(*ages(page.early))
    return f"{title(page.title)}: पहले आँकड़े, पोस्ट के {read} बाद के। राय बनाना अभी जल्दी होगी।"


def _against(post: PostFigures) -> str:
    said = {"hit": "अनुमान के मुताबिक़", "above": "अनुमान से ऊपर", "below": "अनुमान से नीचे"}
    return f", {said[post.verdict]}" if post.verdict in said else ""


def total(page: Page) -> str:
    """What came in, only of what the platforms reported."""
    told = {t.name: t for t in page.it.totals}
    of = max((t.n for t in told.values()), default=0)
    parts = [
        counted(told[name].value, name) + ("" if told[name].n == of else f" ({told[name].n} के)")
        for name in COUNTS
        if name in told
    ]
    over = f", {posts(of)} पर" if of > 1 else ""
    silent = [COUNTS[name] for name in COUNTS if name not in told]
    unsaid = f" {listed(silent)} का आँकड़ा अभी नहीं है।" if parts and silent else ""
    at = f"{moment(page.it.as_of, page.zone)} तक: " if page.it.as_of else ""
    return f"{at}{listed(parts) if parts else 'कोई आँकड़ा नहीं'}{over}।{unsaid}"


def expected(page: Page) -> str:
    told, later = page.it.predictions, page.judged_from
    if told.n == 1 and not told.waiting:
        return _one_expected(page.compared[0])
    if told.n:
        young = f" {posts(told.waiting)} की तुलना अभी नहीं हो सकती।" if told.waiting else ""
        return (
            f"अनुमान के मुक़ाबले: {told.n} में से {told.hits} दायरे में, {told.above} ऊपर, "
            f"{told.below} नीचे; औसत फ़र्क़ {told.mean_miss:.2f} ERS अंक।{young}{_one_sided(told)}"
        )
    if page.early and later:
        return f"आँकड़े अभी बढ़ रहे हैं, इसलिए अनुमान से तुलना {when(later, page.zone)} के बाद ही ठीक रहेगी।"
    return ""


def _one_sided(told: Predictions) -> str:
    """What it means when expectations miss to the same side."""
    if told.n >= FEWEST and told.below == told.n:
        return " सब अनुमान से नीचे रहीं: फ़िलहाल हमारा अनुमान ज़्यादा है।"
    if told.n >= FEWEST and told.above == told.n:
        return " सब अनुमान से ऊपर रहीं: फ़िलहाल हमारा अनुमान कम है।"
    return ""


def _one_expected(post: PostFigures) -> str:
    told = post.expected
    if told is None:
        return ""
    came = {"hit": "इसी दायरे में", "above": "इससे ऊपर", "below": "इससे नीचे"}[post.verdict]
    return f"अनुमान ERS {told.mean:.1f} का था ({told.low:.1f} से {told.high:.1f}); नतीजा {came} रहा।"


def silent(page: Page) -> str:
    return f"{posts(len(page.silent))} के आँकड़े अभी नहीं आए; इसका मतलब ज़ीरो नहीं है।"


def registers(page: Page) -> str:
    """Which register did better, when there is something to compare."""
    groups = [g for g in page.it.registers if g.here.n]
    ordered = sorted(groups, key=lambda g: (-(g.here.mean or 0.0), g.key))
    if len(ordered) < 2:
        return ""
    first, last = ordered[0], ordered[-1]
    if (first.here.mean or 0.0) - (last.here.mean or 0.0) < TELLING:
        return ""
    hint = " यह बस एक इशारा है।" if min(first.here.n, last.here.n) < FEWEST else ""
    return (
        f"भाव के हिसाब से: {register(first.key)} का औसत ERS {first.here.mean:.2f} "
        f"({posts(first.here.n)}), {register(last.key)} का {last.here.mean:.2f} "
        f"({posts(last.here.n)})।{hint}"
    )


def best(page: Page, post: PostFigures) -> str:
    return _of(page, post, "सबसे अच्छी")


def worst(page: Page, post: PostFigures) -> str:
    return _of(page, post, "सबसे कमज़ोर")


def _of(page: Page, post: PostFigures, word: str) -> str:
    counts = [counted(post.values[name], name) for name in COUNTS if name in post.values]
    line = " ".join(post.text.split())
    short = line if len(line) <= 70 else line[:69].rsplit(" ", 1)[0] + "…"
    quote = f" “{short}”" if short else ""
    of_counts = f" ({listed(counts)})" if counts else ""
    # older posts may have done better: the claim is of these alone
    of = f"सबसे नई {posts(page.it.out)} में " if page.it.left_out else ""
    where = post.platform.title
    return f"{of}{word}: {where} पर ERS {post.ers:.2f}{of_counts}{_why(page, post)}।{quote}"


def _why(page: Page, post: PostFigures) -> str:
    """How far it lies from the others, and what it speaks of."""
    apart = page.apart(post)
    if apart is None:
        return ""
    side = "ज़्यादा" if apart >= 0 else "कम"
    spoken = f"; भाव: {register(post.register)}" if post.register else ""
    return f", इन {posts(len(page.settled))} के औसत से {abs(apart):.2f} अंक {side}{spoken}"


def trend(page: Page) -> str:
    told = page.it.trend
    if told.difference is None or told.low is None or told.high is None:
        if not told.recent.n:
            return "अभी कहना जल्दी होगी: इनमें से किसी पोस्ट के आँकड़े पक्के नहीं हुए।"
        return (
            f"कहने के लिए पोस्ट कम हैं: एक ही प्लैटफ़ॉर्म पर {FEWEST} अब की और {FEWEST} पहले की "
            f"चाहिए, जिनके आँकड़े पक्के हों। अभी {told.recent.n} और {told.before.n} हैं।"
        )
    lead = {
        "better": "बात बन रही है",
        "worse": "असर घट रहा है",
        "no_clear_change": "कोई साफ़ बदलाव नहीं",
    }[told.direction]
    hint = " पोस्ट कम हैं, इसलिए यह पहला इशारा है।" if told.recent.n < FEW else ""
    chance = " यह संयोग भी हो सकता है।" if told.direction == "no_clear_change" else hint
    return (
        f"{lead}: औसत ERS {told.recent.mean:.2f}, {_groups(told)}। हर प्लैटफ़ॉर्म के अंदर फ़र्क़ "
        f"{signed(told.difference)} अंक (95 % दायरा "
        f"{signed(told.low)} से {signed(told.high)})।{chance}"
    )


def _groups(told: Trend) -> str:
    """Which posts are compared."""
    mean, n, earlier = f"{told.before.mean:.2f}", told.before.n, told.imported_before
    imported = {0: "", n: " (सब import की हुई)"}.get(earlier, f" ({earlier} import की हुई)")
    now = "बाद की" if told.basis == "halves" else "इन"
    return f"{now} {posts(told.recent.n)} में; पहले की {n} में {mean}{imported}"


def next_step(page: Page) -> str:
    lapsed = page.to_reconnect
    if lapsed:
        return f"{lapsed.platform.title} को फिर से जोड़िए: तब तक आँकड़े नहीं आ सकते।"
    if not page.it.out and page.it.uncounted:
        return "फ़ाइल को लाइक, कमेंट या शेयर के साथ फिर से import कीजिए, तब हम तुलना करेंगे।"
    if not page.it.out:
        return "कोई ड्राफ़्ट मंज़ूर कीजिए। निकलने के बाद हम उसके आँकड़े पढ़ेंगे।"
    ordered = sorted(page.settled, key=lambda p: (-(p.ers or 0.0), p.number))
    if not ordered:
        return _wait(page)
    if len(ordered) < 2:
        return "एक पोस्ट से तुलना नहीं होती। दो पोस्ट किसी और अंदाज़ में भी माँगिए, जैसे हँसी-मज़ाक या गर्व।"
    if told := page.favourite:
        return (
            f"“{register(told.key)}” वाली एक और पोस्ट माँगिए: ऐसी पोस्ट अब तक सबसे अच्छी चलीं, "
            f"{posts(told.brand.n)} पर औसत ERS {told.brand.mean:.2f}।"
        )
    first, last = ordered[0], ordered[-1]
    where = first.platform.title
    if first.register and last.register and first.register != last.register:
        return (
            f"{where} के लिए “{register(first.register)}” वाली एक और पोस्ट माँगिए: यहाँ सबसे अच्छी "
            f"वैसी थी, सबसे कमज़ोर “{register(last.register)}” वाली। दो पोस्ट बस एक इशारा हैं।"
        )
    return f"{where} के लिए सबसे अच्छी जैसी एक और पोस्ट माँगिए।"


def _wait(page: Page) -> str:
    later = page.judged_from
    if later is None:
        return "अभी कुछ नहीं करना है: आँकड़े देर से आते हैं। आँकड़ा न होने का मतलब ज़ीरो नहीं है।"
    at = when(later, page.zone)
    if page.tells:
        return f"अभी कुछ नहीं करना है। आँकड़े पक्के होते ही यहीं बताएँगे: {at}।"
    return f"अभी कुछ नहीं करना है। {at} के बाद फिर पूछिए।"


HINDI_WORDS = Words(
    headline=headline,
    total=total,
    expected=expected,
    silent=silent,
    registers=registers,
    best=best,
    worst=worst,
    trend=trend,
    next_step=next_step,
    captions={
        "posts": charts.posts_chart,
        "predictions": charts.predictions,
        "registers": charts.registers,
        "hours": charts.hours,
        "trend": charts.trend,
    },
    notes=notes,
)
