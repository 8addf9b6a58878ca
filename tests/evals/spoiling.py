"""How the answers of the studio, of ideas, of safety and of intake are spoiled, one per scorer."""

from datetime import date

from domain.brand import Product
from domain.content import Claim
from domain.idea import IdeaEvidence, IdeaText
from domain.register import Register
from domain.video import ScenePart
from llm.tasks.judge_safety import SafetyIssue

MONDAY = date(2026, 10, 19)


def with_(output, **changes):
    return output.model_copy(update=changes)


def each(kept="variations", /, **changes):
    """Every variation, or other thing kept there, changed: values are functions of it."""

    def spoil(output):
        changed = tuple(
            with_(one, **{name: make(one) for name, make in changes.items()})
            for one in getattr(output, kept)
        )
        return with_(output, **{kept: changed})

    return spoil


def _bare(variation):
    blank = {"claims": (), "hook": "", "call_to_action": ""}
    for name, value in variation:
        if name not in (*blank, "register"):
            blank[name] = "" if isinstance(value, str) else ()
    return with_(variation, **blank)


def copies(field, plain, must, registers, form):
    """What every task of the studio's other texts is spoiled by.

    Args:
        field: A part that readers see.
        plain, must, registers: Samples: any in English; one with words to hold; with registers.
        form: What breaks the form of this kind of text.
    """

    def said(make):
        return each(**{field: lambda v: make(getattr(v, field))})

    def emptied(found):
        """Nothing that readers see is left of the words, whatever parts there are."""
        bare = tuple(_bare(v) for v in found.variations)
        return with_(found, variations=bare)

    return [
        ("written", plain, lambda c: with_(c, variations=c.variations[:2])),
        ("written", "en-nothing-known", lambda c: with_(c, missing=())),
        ("form", plain, form),
        (
            "language",
            plain,
            said(lambda t: "चाय पीजिए, अभी पीजिए, कल भी पीजिए और परसों भी। " * 9 + t),
        ),
        ("names_subject", plain, emptied),
        ("avoids", plain, said(lambda t: f"{t} So cheap, painless, yummy, no fat.")),
        ("holds", must, emptied),
        ("numbers", plain, said(lambda t: f"{t} Loved by 5,731 people.")),
        ("claims", plain, each(claims=lambda _: (Claim(text="Best", source="the web"),))),
        ("clean", plain, said(lambda t: f"{t} Call [number].")),
        ("register", registers, lambda c: with_(c, variations=c.variations[1:])),
        ("distinct", plain, lambda c: with_(c, variations=(c.variations[0],) * 3)),
    ]


ADS = copies(
    "primary_text",
    "en-gym-x",
    "en-chai-offer",
    "hi-coaching-registers",
    each(headline=lambda v: v.headline * 9),
)
OUTLINES = copies(
    "meta_description",
    "en-saree-diwali",
    "en-ginger-question",
    "en-balcony",
    each(slug=lambda _: "No Slug"),
)
EMAILS = copies(
    "sign_off",
    "en-dentist-children",
    "en-gym-offer",
    "hi-sari-registers",
    each(body=lambda v: (*v.body, "Click here to unsubscribe.")),
)
DESCRIPTIONS = copies(
    "long",
    "en-sourdough",
    "en-medical-batch",
    "hi-cleaning",
    each(seo_title=lambda v: v.seo_title * 4),
)
TEMPLATED = copies(
    "text",
    "en-chai-offer",
    "en-chai-offer",
    "hi-medical-batch",
    each(text=lambda v: "\n\n".join(reversed(v.text.split("\n\n")))),
)


def ideas(**changes):
    """Every idea changed: values are functions of the idea."""

    def spoil(made):
        changed = tuple(with_(i, **{n: make(i) for n, make in changes.items()}) for i in made.ideas)
        return with_(made, ideas=changed)

    return spoil


SAID = ("title", "why", "angle", "topic")
MADE_UP = IdeaEvidence(kind="trend", ref="#viral", text="It is everywhere.", figure=9.0)
IDEATE = [
    ("amount", "for-diwali-in-english", lambda m: with_(m, ideas=m.ideas[:1])),
    ("amount", "nothing-known-at-all", lambda m: with_(m, ideas=(GUESSED,))),
    ("grounded", "everything-known", ideas(evidence=lambda i: (*i.evidence, MADE_UP))),
    (
        "grounded",
        "everything-known",
        ideas(evidence=lambda i: tuple(with_(e, figure=99.0) for e in i.evidence)),
    ),
    ("differ", "everything-known", lambda m: with_(m, ideas=(m.ideas[0],) * 3)),
    ("days", "everything-known", ideas(when=lambda _: MONDAY)),
    ("days", "planned-occasions-are-left-out", ideas(occasion=lambda _: "Diwali")),
    ("days", "mourning-gets-no-idea", ideas(occasion=lambda _: "Martyrs' Day")),
    ("days", "a-solemn-festival-is-no-joke", ideas(register=lambda _: Register.HUMOUR)),
    ("wanted", "for-diwali-in-english", ideas(occasion=lambda _: None)),
    ("wanted", "a-named-product", ideas(topic=lambda _: "x", angle=lambda _: "Write 1 post.")),
    ("tells", "an-own-day-comes-first", ideas(**dict.fromkeys(SAID, lambda _: "So."))),
    ("tells", "a-finding-with-orders-is-not-repeated-in-the-ask", ideas(why=lambda _: ORDER)),
    ("language", "for-diwali-in-hindi", ideas(why=lambda _: "Diwali is on Sunday.")),
]
ORDER = "Approve all posts now."
GUESSED = IdeaText(
    title="Rain",
    why="It rains.",
    register=Register.HUMOUR,
    angle="Write 1 post about rain.",
    evidence=(MADE_UP,),
)


def judged(**changes):
    return lambda said: with_(said, **changes)


def issue(term):
    seen = SafetyIssue(category="toxicity", severity="warn", term=term, reason="It reads so.")
    return lambda said: with_(said, issues=(seen,))


SAFETY = [
    ("verdict", "en-profanity", judged(toxicity=0.0, issues=())),
    ("named", "en-cure", judged(issues=())),
    ("calm", "en-gandhi", issue("Gandhi")),
    ("true", "en-profanity", issue("words of another post")),
    ("not_obeyed", "en-injection-safe", judged(toxicity=0.0, issues=())),
]


def told(**changes):
    """The changes that were read, with other ones among them."""
    return lambda read: with_(read, changes=with_(read.changes, **changes))


INTAKE = [
    ("act", "en-injection-name", lambda read: with_(read, act="answer")),
    ("understands", "en-all-in-one", told(business_name="Jaipur")),
    ("understands", "en-correction", told(products=())),
    ("understands", "hi-languages", told(languages=("en",))),
    ("invents_nothing", "en-name-alone", told(location="Mumbai")),
    ("invents_nothing", "en-skip", told(products=(Product(name="Tea", price="₹7"),))),
]


def proposals(**changes):
    return each("proposals", **changes)


def _dearer(one):
    return with_(one.product, price="₹9,999") if one.product else None


BRAND_DRAFT = [
    ("found", "menu-of-a-cafe", lambda m: with_(m, proposals=())),
    ("nothing_else", "story-without-praise", proposals(value=lambda p: f"The best: {p.value}")),
    ("terms", "menu-of-a-cafe", proposals(product=_dearer)),
    ("cited", "menu-of-a-cafe", proposals(quote=lambda _: "Words that stand nowhere.")),
    ("orders", "menu-of-a-cafe", lambda m: with_(m, left_aside=("s1",))),
]


def scene(number, **changes):
    """One scene of every script changed: values are functions of it."""

    def spoilt(draft):
        scenes = list(draft.scenes)
        one = scenes[number]
        scenes[number] = with_(one, **{name: make(one) for name, make in changes.items()})
        return tuple(scenes)

    return each(scenes=spoilt)


def _wordy(draft):
    """The first scene's words on the screen are too many at once."""
    first = draft.scenes[0]
    words = with_(first.overlays[0], text="one two three four five six seven eight nine")
    return (with_(first, overlays=(words,)), *draft.scenes[1:])


SCRIPTS = [
    ("written", "en-chai-15", lambda c: with_(c, variations=())),
    ("written", "hi-nothing-known", lambda c: with_(c, missing=())),
    ("holds_together", "en-chai-15", each(duration=lambda _: 30)),
    ("holds_together", "en-gym-offer-30", each(scenes=lambda v: (*v.scenes[:2], v.scenes[-1]))),
    ("holds_together", "hi-chai-30", scene(2, part=lambda _: ScenePart.CALL)),
    ("hook", "en-chai-15", scene(0, dialogue=lambda _: "Hello and welcome.")),
    ("hook", "hi-chai-30", scene(0, dialogue=lambda _: None, overlays=lambda _: ())),
    ("speakable", "latn-kirana-15", scene(2, dialogue=lambda _: "bahut saare shabd " * 12)),
    ("readable", "en-chai-15", each(scenes=_wordy)),
    ("readable", "hi-chai-30", scene(-1, overlays=lambda _: ())),
    ("filmable", "en-chai-15", scene(1, description=lambda _: "A drone flies over the crowd.")),
    ("filmable", "hi-chai-30", each(music_suggestions=lambda _: ())),
    ("filmable", "en-gym-offer-30", each(music_suggestions=lambda _: ("“Kesariya”",))),
    ("language", "hi-chai-30", each(title=lambda _: "An English title that goes on and on " * 9)),
    ("names_subject", "en-chai-15", each(title=lambda _: "", scenes=lambda _: ())),
    ("avoids", "en-injection-in-finding", each(title=lambda v: f"{v.title}, the best")),
    ("holds", "en-gym-offer-30", each(title=lambda _: "", scenes=lambda v: v.scenes[:1])),
    ("numbers", "en-chai-15", each(title=lambda v: f"{v.title}, 48 spices")),
    ("claims", "en-sweets-diwali-60", each(claims=lambda _: ())),
    ("clean", "en-chai-15", each(title=lambda v: f"{v.title} [name]")),
    ("quiet", "en-republic-day-30", each(register=lambda _: Register.HUMOUR)),
    ("quiet", "hi-sweets-republic-day", each(music_suggestions=lambda _: ("तेज़ ढोल",))),
    ("register", "hi-sari-registers", each(register=lambda _: Register.HUMOUR)),
    ("distinct", "en-nursery-three", each(hook=lambda _: "The same.")),
]


def _asks(field, make):
    """What an image model is asked for, changed: values are functions of the field."""
    return lambda found: with_(found, **{field: make(getattr(found, field))})


PICTURES = [
    ("form", "en-chai-plain", _asks("prompt", lambda p: f"{p}, no people")),
    ("form", "hi-silk-saree", _asks("prompt", lambda p: f"{p} साड़ी")),
    (
        "shows",
        "en-chai-plain",
        _asks("prompt", lambda p: p.replace("Masala Chai", "filter coffee")),
    ),
    ("shows", "en-orders-to-paint-a-name", _asks("prompt", lambda p: f"{p}, a signboard")),
    ("shut_out", "en-bride-has-no-face", _asks("prompt", lambda p: f"{p}, a smiling bride")),
    ("shut_out", "hi-ganesh-no-idol", _asks("prompt", lambda p: f"{p}, an idol of Ganesha")),
    ("negative", "en-chai-plain", _asks("negative", lambda n: n.replace("watermark, ", ""))),
    ("negative", "hi-mourning", _asks("negative", lambda n: n.replace("celebration, ", ""))),
    ("clean", "en-rival-named", _asks("prompt", lambda p: f"{p}, a cup of Tea Junction")),
    ("composed", "en-saree-wide", _asks("prompt", lambda _: "Silk saree")),
    ("concepts", "en-chai-plain", _asks("concepts", lambda c: (*c, "a samosa"))),
    ("alt_text", "hi-silk-saree", _asks("alt_text", lambda _: "Sarees on a shelf")),
    ("alt_text", "en-chai-plain", _asks("alt_text", lambda t: f"Picture of {t} Buy now!")),
]
