"""Edit requests: what was asked is done, the rest is kept, and what cannot be done is said."""

import re

from pydantic import Field

from domain.content import Provenance
from domain.frozen import Frozen
from domain.platform import Platform
from evals.reading import counting, figures, language, marks
from evals.task import Answer, EvalTask, Language, Sample, Score, all_or_nothing, share
from llm.port import Author
from llm.tasks.edit_post import EDIT_POST, CurrentPost, EditedPost, EditPostInputs
from llm.tasks.intent import INTENT, EditRequest, IntentInputs, IntentKind, OpenDraft


class Wanted(Frozen):
    """What the changed post has to be; a field left out is not judged."""

    shorter: float | None = Field(default=None, gt=0, lt=1)
    """At most this share of the old length."""
    longer: float | None = Field(default=None, gt=1)
    """At least this many times the old length."""
    most_lines: int | None = None
    """Sentences or lines, whichever are fewer."""
    has: tuple[str, ...] = ()
    """Words that are there now; "|" between spellings."""
    lacks: tuple[str, ...] = ()
    starts: str | None = None
    new_start: bool = False
    """The first line is another one: how a change of tone shows at the least."""
    emoji: bool | None = None
    hashtags_has: tuple[str, ...] = ()
    hashtags_lacks: tuple[str, ...] = ()
    hashtags: int | None = None
    """How many there are now."""
    language: Language | None = None
    same_text: bool = False
    same_hashtags: bool = False


class EditExpectation(Frozen):
    want: Wanted = Wanted()
    keeps: tuple[str, ...] = ()
    """Words that stay; prices, other figures and links stay without being listed."""
    loses: tuple[str, ...] = ()
    """Figures or links that the wish takes away."""
    cannot: bool = False
    """It cannot be done, or not without asking: that has to be said."""
    slot_only: bool = False
    """It is about the time, which is nobody's business here: no change, nothing told."""


class EditSample(Sample):
    wish: str
    platform: Platform = Platform.INSTAGRAM
    written_in: Language | None = None
    """The post's language, where it is not the wish's."""
    text: str
    hashtags: tuple[str, ...] = ()
    alt_text: str | None = None
    max_chars: int | None = None
    max_hashtags: int = 6
    expect: EditExpectation

    @property
    def post_language(self) -> Language:
        return self.written_in or self.language

    @property
    def room(self) -> int:
        return self.max_chars or counting.limit(self.platform)


class Edited(Frozen):
    """The outcome as production has it: a message is read first, and only an edit changes."""

    read_as: IntentKind
    post: EditedPost | None = None
    """None: the message was not taken for a wish, so nothing changed."""


async def answer(author: Author, sample: EditSample) -> Answer[Edited]:
    draft = OpenDraft(number=1, platform=sample.platform, language=sample.post_language)
    read = await author.write(
        INTENT,
        IntentInputs(
            message=sample.wish,
            now=sample.now,
            timezone=sample.timezone,
            brand=sample.brand,
            connected_platforms=(sample.platform,),
            open_drafts=(draft,),
            has_campaign=True,
        ),
    )
    intent = read.output
    if intent.kind is not IntentKind.EDIT or intent.edit is None or intent.problems:
        return Answer(output=Edited(read_as=intent.kind), provenances=(read.provenance,))
    return await _changed(author, sample, intent.edit, read.provenance)


async def _changed(
    author: Author, sample: EditSample, edit: EditRequest, reading: Provenance
) -> Answer[Edited]:
    written = await author.write(
        EDIT_POST,
        EditPostInputs(
            brand=sample.brand,
            platform=sample.platform,
            language=sample.post_language,
            current=CurrentPost(
                text=sample.text, hashtags=sample.hashtags, alt_text=sample.alt_text
            ),
            instruction=edit.instruction,
            edit=edit,
            max_chars=sample.room,
            max_hashtags=sample.max_hashtags,
        ),
    )
    edited = Edited(read_as=IntentKind.EDIT, post=written.output)
    return Answer(output=edited, provenances=(reading, written.provenance))


def asked(sample: EditSample, edited: Edited) -> Score | None:
    """What was wished is so now."""
    if edited.post is None:
        return Score(value=0.0, why=f"was read as {edited.read_as.value}: nothing changed")
    checks = _checks(sample, edited.post)
    return share([why for holds, why in checks if not holds], len(checks)) if checks else None


def _checks(sample: EditSample, post: EditedPost) -> list[tuple[bool, str]]:
    return [*_size(sample, post), *_words(sample, post), *_tags(sample, post)]


def _size(sample: EditSample, post: EditedPost) -> list[tuple[bool, str]]:
    want, size, old = sample.expect.want, len(post.text), len(sample.text)
    found = []
    if want.shorter:
        found.append((size <= want.shorter * old, f"has {size} of {old} characters still"))
    if want.longer:
        found.append((size >= want.longer * old, f"has {size} characters, had {old}"))
    if want.most_lines:
        lines = _lines(post.text)
        found.append((lines <= want.most_lines, f"has {lines} lines"))
    return found


def _lines(text: str) -> int:
    """Lines or sentences, whichever are fewer: people mean either."""
    lines = [line for line in text.splitlines() if line.strip()]
    return min(len(lines), len(re.findall(r"[.!?।…](?:\s|$)", text)) or len(lines))


def _words(sample: EditSample, post: EditedPost) -> list[tuple[bool, str]]:
    want, text = sample.expect.want, post.text
    found = [(_holds(text, words), f"lacks “{words}”") for words in want.has]
    found += [(not marks.says(text, words), f"says “{words}” still") for words in want.lacks]
    if want.starts:
        found.append((text.startswith(want.starts), f"does not start with “{want.starts}”"))
    if want.new_start:
        found.append((_first(text) != _first(sample.text), "starts as before"))
    if want.emoji is not None:
        there = bool(marks.EMOJI.search(text))
        found.append((there is want.emoji, f"has {'an' if there else 'no'} emoji"))
    if want.language:
        fault = language.fault(text, want.language, (sample.brand.business_name,))
        found.append((not fault, fault))
    if want.same_text:
        found.append((text == sample.text, "the text changed"))
    return found


def _tags(sample: EditSample, post: EditedPost) -> list[tuple[bool, str]]:
    want, tags = sample.expect.want, {tag.casefold() for tag in post.hashtags}
    found = [(t.casefold() in tags, f"lacks {t}") for t in want.hashtags_has]
    found += [(t.casefold() not in tags, f"has {t} still") for t in want.hashtags_lacks]
    if want.hashtags is not None:
        found.append((len(tags) == want.hashtags, f"has {len(tags)} hashtags"))
    if want.same_hashtags:
        found.append((post.hashtags == sample.hashtags, "the hashtags changed"))
    return found


def kept(sample: EditSample, edited: Edited) -> Score | None:
    """Figures, links and whatever the wish does not touch are still there."""
    if edited.post is None:
        return None
    text = edited.post.text
    gone = {figures.ascii_digits(loss).replace(",", "") for loss in sample.expect.loses}
    dear = figures.numbers(sample.text) - gone
    links = marks.addresses(sample.text) - set(sample.expect.loses)
    faults = [f"lost {n}" for n in sorted(dear - figures.numbers(text))]
    faults += [f"lost {link}" for link in sorted(links - marks.addresses(text))]
    faults += [f"lost “{words}”" for words in sample.expect.keeps if not _holds(text, words)]
    of = len(dear) + len(links) + len(sample.expect.keeps)
    return share(faults, of) if of else None


def adds_nothing(sample: EditSample, edited: Edited) -> Score | None:
    """No figure and no link that neither post, wish nor brand holds; no word that is avoided."""
    if edited.post is None:
        return None
    text = edited.post.text
    given = f"{sample.text} {sample.wish} {sample.brand.model_dump_json()}"
    faults = [f"{n} was not given" for n in sorted(figures.numbers(text) - figures.numbers(given))]
    faults += [f"{a} was not given" for a in sorted(marks.addresses(text) - marks.addresses(given))]
    faults += [
        f"says “{word}”, which the brand avoids"
        for word in sample.brand.brand_voice.avoid_words
        if marks.says(text, word) and not marks.says(sample.text, word)
    ]
    return all_or_nothing(faults)


def honest(sample: EditSample, edited: Edited) -> Score | None:
    """Done is said of what was done, not done of what was not."""
    if edited.post is None:
        return None
    post, expect = edited.post, sample.expect
    same = (post.text, post.hashtags, post.alt_text) == (
        sample.text,
        sample.hashtags,
        sample.alt_text,
    )
    faults = [f"says “{post.done[0]}” and changed nothing"] if same and post.done else []
    faults += ["changed something and says nothing"] if not same and not post.done else []
    if expect.cannot and not post.not_done:
        faults.append("does not say what it could not do")
    if not expect.cannot and post.not_done:
        faults.append(f"refuses: {post.not_done[0].why}")
    if expect.slot_only and not same:
        faults.append("changed the text for a wish about the time")
    return all_or_nothing(faults)


def fits(sample: EditSample, edited: Edited) -> Score | None:
    if edited.post is None:
        return None
    used = counting.length(sample.platform, edited.post.text, edited.post.hashtags)
    faults = marks.hashtag_faults(edited.post.hashtags, sample.max_hashtags)
    if used > sample.room:
        faults.append(f"{used} characters of {sample.room}")
    faults += [f"gap {gap}" for gap in marks.gaps(edited.post.text)]
    return all_or_nothing(faults)


def _holds(text: str, words: str) -> bool:
    said = figures.ascii_digits(text).casefold()
    return any(spelling.casefold() in said for spelling in words.split("|"))


def _first(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def shown(sample: EditSample) -> str:
    return f"{sample.wish}\n\nof the post:\n{sample.text}\n{' '.join(sample.hashtags)}".rstrip()


EDITS = EvalTask(
    name="edits",
    prompts=(INTENT.prompt, EDIT_POST.prompt),
    sample_type=EditSample,
    output_type=Edited,
    answer=answer,
    scorers={
        "asked": asked,
        "kept": kept,
        "adds_nothing": adds_nothing,
        "honest": honest,
        "fits": fits,
    },
    shown=shown,
)
