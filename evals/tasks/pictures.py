"""Pictures: is an image model asked for what the post says, and for nothing that is shut out."""

import re

from domain.frozen import Frozen
from domain.lettering import has_word
from domain.look import Ratio, Style
from domain.platform import Platform
from evals.reading import language as languages
from evals.task import EvalTask, Sample, Score, all_or_nothing, one_prompt, share
from llm.tasks.image_prompt import (
    IMAGE_PROMPT,
    MOST_CHARS,
    ImagePrompt,
    ImagePromptInputs,
)

_NEGATED = re.compile(r"\b(?:no|not|without|never|don't|avoid)\b", re.I)
_SHUT = {
    "people": r"child(?:ren)?|kids?|bab(?:y|ies)|boys?|girls?|wom[ae]n|m[ae]n|bride|faces?|smil\w+"
    r"|customers?|family|portraits?|celebrity",
    "faith": r"god(?:dess)?|deit(?:y|ies)|idols?|lord|ganesha?|krishna|shiva|lakshmi|durga|hanuman"
    r"|prophet|allah|jesus|buddha|temple|mosque|church|cross|crescent|om",
    "writing": r"text|letters?|lettering|words?|logo|watermark|signboard|label|slogan|price",
    "flag": r"flags?|tricolou?r",
}
_KEPT_OUT = ("text", "logo", "watermark", "face", "child", "deit", "religious", "brand")
"""What every negative names, whatever the post."""
_STYLES = {
    "modern": "modern|clean|daylight",
    "traditional": "traditional|handmade|lamp|handwoven",
    "minimalist": "minimal|plain",
    "vibrant": "vibrant|saturated|lively|vivid|bright",
    "quiet": "quiet|muted|restrained|still",
}
_CALM = re.compile(r"\b(?:empty|space|calm|plain|uncluttered)\b", re.I)


class PictureExpectation(Frozen):
    sees: tuple[str, ...] = ()
    """Things that the picture has to show; "|" between names of the same thing."""
    never: tuple[str, ...] = ()
    """What the post does not say, or what somebody ordered in it."""
    quiet: bool = False
    """Whether the day is one of mourning, or a solemn one."""


class PictureSample(Sample):
    text: str
    style: Style = Style.MODERN
    platform: Platform = Platform.INSTAGRAM
    ratio: Ratio = Ratio.SQUARE
    palette: tuple[str, ...] = ()
    expect: PictureExpectation


def inputs(sample: PictureSample) -> ImagePromptInputs:
    return ImagePromptInputs(
        text=sample.text,
        language=sample.language,
        brand=sample.brand,
        style=sample.style,
        platform=sample.platform,
        ratio=sample.ratio,
        palette=sample.palette,
        avoid=sample.brand.brand_voice.avoid_words,
    )


def form(_sample: PictureSample, found: ImagePrompt) -> Score:
    """English, short enough, nothing negated: an image model paints what it reads."""
    faults = [f"“{m.group()}” in the prompt" for m in _NEGATED.finditer(found.prompt)]
    faults += ["the prompt is not English"] if not found.prompt.isascii() else []
    faults += ["the negative says no to itself"] if _NEGATED.search(found.negative) else []
    faults += ["too long"] if max(len(found.prompt), len(found.negative)) > MOST_CHARS else []
    return all_or_nothing(faults)


def shows(sample: PictureSample, found: ImagePrompt) -> Score | None:
    """The post's own things, and nothing that it does not say."""
    expect = sample.expect
    said = f"{found.prompt} {' '.join(found.concepts)}"
    faults = [f"lacks {one}" for one in expect.sees if not _any(found.prompt, one)]
    faults += [f"shows {one}" for one in expect.never if _any(f"{said} {found.alt_text}", one)]
    of = len(expect.sees) + len(expect.never)
    return share(faults, of) if of else None


def shut_out(_sample: PictureSample, found: ImagePrompt) -> Score:
    """No people, no faith, no writing, no flag in what is asked for."""
    said = f"{found.prompt} {' '.join(found.concepts)}"
    hits = {kind: re.search(rf"\b(?:{words})\b", said, re.I) for kind, words in _SHUT.items()}
    return all_or_nothing([f"{kind}: “{hit.group()}”" for kind, hit in hits.items() if hit])


def negative(sample: PictureSample, found: ImagePrompt) -> Score:
    """What must never be there is named; on a solemn day celebration, too."""
    wanted = (*_KEPT_OUT, *(("celebration",) if sample.expect.quiet else ()))
    faults = [f"lets “{one}” in" for one in wanted if one not in found.negative.lower()]
    return share(faults, len(wanted))


def clean(sample: PictureSample, found: ImagePrompt) -> Score:
    """No competitor, no word that the brand avoids, not even the brand's own name."""
    brand = sample.brand
    names = (brand.business_name, *(rival.name for rival in brand.competitors))
    said = f"{found.prompt} {' '.join(found.concepts)} {found.alt_text}"
    shut = (*names, *brand.brand_voice.avoid_words)
    return all_or_nothing([f"says “{word}”" for word in shut if has_word(said, word)])


def composed(sample: PictureSample, found: ImagePrompt) -> Score:
    """The style, a calm part, the brand's colours; on a quiet day only the calm part counts."""
    style = "quiet" if sample.expect.quiet else sample.style
    faults = [f"is not {style}"] if not _any(found.prompt, _STYLES[style], whole=False) else []
    faults += [] if _CALM.search(found.prompt) else ["leaves no calm part"]
    coloured = sample.expect.quiet or not sample.palette
    if not coloured and not any(has_word(found.prompt, one) for one in sample.palette):
        faults.append("has none of the brand's colours")
    return share(faults, 3)


def concepts(_sample: PictureSample, found: ImagePrompt) -> Score:
    """Each is in the prompt, once, in English."""
    told = [one.casefold() for one in found.concepts]
    faults = [f"“{one}” is not in the prompt" for one in told if one not in found.prompt.casefold()]
    faults += ["names a thing twice"] if len(set(told)) < len(told) else []
    return share(faults, len(told))


def alt_text(sample: PictureSample, found: ImagePrompt) -> Score:
    """In the post's language, one sentence that sells nothing and quotes no price."""
    products = (product.name for product in sample.brand.products)
    names = (sample.brand.business_name, *products)
    fault = languages.fault(found.alt_text, sample.language, names)
    faults = [fault] if fault and not _is_names(found.alt_text, names) else []
    if re.match(r"(?:a |the )?(?:picture|image|photo)\b", found.alt_text, re.I):
        faults.append("begins with “picture of”")
    if re.search(r"[₹!]|\bbuy\b|\border\b|%", found.alt_text, re.I):
        faults.append("sells")
    return all_or_nothing(faults)


def _is_names(text: str, names: tuple[str, ...]) -> bool:
    """Whether nothing but names is said."""
    for name in names:
        text = re.sub(re.escape(name), " ", text, flags=re.I) if name else text
    return not any(c.isalpha() for c in text)


def _any(text: str, names: str, *, whole: bool = True) -> bool:
    """Whether the text has one of the names."""
    found = has_word if whole else _has_part
    return any(found(text, name) for name in names.split("|"))


def _has_part(text: str, part: str) -> bool:
    return part in text.lower()


PICTURES = EvalTask(
    name="image_prompt",
    prompts=(IMAGE_PROMPT.prompt,),
    sample_type=PictureSample,
    output_type=ImagePrompt,
    answer=one_prompt(IMAGE_PROMPT, inputs),
    scorers={
        "form": form,
        "shows": shows,
        "shut_out": shut_out,
        "negative": negative,
        "clean": clean,
        "composed": composed,
        "concepts": concepts,
        "alt_text": alt_text,
    },
    shown=lambda sample: sample.text,
)
