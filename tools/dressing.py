"""Makes a written piece what its platform carries: emoji, tags, thread, first comment, checks."""

from collections.abc import Sequence

from domain import hidden
from domain.advert import ROOM
from domain.brand import BrandProfile
from domain.content import Version
from domain.form import Form, Format
from domain.frozen import Frozen
from domain.links import LINK
from domain.platform import Platform
from domain.post import Reference
from domain.rule import BrandRule
from domain.safety import Safety
from domain.studio import ContentType
from llm.tasks.ad_copy import AdCopy
from media.wording import alt_text, card_words
from platforms.x.counting.weight import weight_of
from tools.emoji import held_to, most_emoji
from tools.generated import Wanted
from tools.pictures import takes_card
from tools.ruled import held_tags, most_tags
from tools.safety import check, check_version
from tools.services import Services
from tools.tagging import About, Tag, ranked
from tools.texts import Piece, Structure
from tools.threads import chained

LONG_BRIEF = 600
"""Characters of a brief from which a post on X becomes a thread by itself."""
THREAD_CHARS = 1_000
WARNING_COSTS = 0.25


class Dressed(Frozen):
    """The fields of a TextContent that depend on where it will stand."""

    text: str
    hook: str
    hashtags: tuple[str, ...] = ()
    hashtag_reasons: tuple[Tag, ...] = ()
    character_count: int
    limit: int | None = None
    safety: Safety
    safety_score: float
    alt_text: str | None = None
    first_comment: str | None = None
    thread: tuple[str, ...] = ()
    structure: Structure | None = None


def is_thread(wanted: Wanted) -> bool:
    """Whether the text may be longer than one post of X: asked for, or the brief is long."""
    if wanted.platform is not Platform.X or wanted.content_type is not ContentType.SOCIAL_POST:
        return False
    return wanted.is_thread if wanted.is_thread is not None else len(wanted.brief) > LONG_BRIEF


def dressed(
    services: Services,
    brand: BrandProfile,
    wanted: Wanted,
    about: About,
    references: Sequence[Reference],
    piece: Piece,
    *,
    rules: Sequence[BrandRule] = (),
) -> Dressed:
    """The piece as its platform, and the brand's own wishes, want it.

    Args:
        rules: The brand's, which the piece's words follow already and its hashtags follow here.
    """
    most = most_emoji(brand, wanted.platform, [one.text for one in references])
    if wanted.content_type is ContentType.SOCIAL_POST:
        tags = ranked(piece.hashtags, brand, wanted.platform, about, most=most_tags(rules))
        room = services.platforms.get(wanted.platform).renderer.limit
        tags = held_tags(tags, piece.text, rules, brand, room)
        return _post(services, brand, wanted, piece, tags, most)
    structure = _plain(piece.structure, most)
    text = structure.whole() if structure else held_to(piece.text, most)
    safety = check(text, (), brand, claims=piece.claims)
    count, limit = len(text), None
    if isinstance(structure, AdCopy):
        size = weight_of if wanted.platform is Platform.X else len
        count, limit = size(structure.primary_text), ROOM[wanted.platform].text
    return Dressed(
        text=text,
        hook=held_to(piece.hook, most),
        character_count=count,
        limit=limit,
        safety=safety,
        safety_score=score(safety),
        structure=structure,
    )


def score(safety: Safety) -> float:
    """1 without a flag, a quarter less for each warning, 0 where a flag forbids it."""
    if not safety.passed:
        return 0.0
    warnings = sum(flag.severity == "warn" for flag in safety.flags)
    return max(0.0, 1 - WARNING_COSTS * warnings)


def _plain(structure: Structure | None, most: int | None) -> Structure | None:
    if structure is None or most is None:
        return structure
    held = hidden.everywhere(structure.model_dump(), lambda text: held_to(text, most))
    return type(structure).model_validate(held)


def _post(
    services: Services,
    brand: BrandProfile,
    wanted: Wanted,
    piece: Piece,
    tags: tuple[Tag, ...],
    most: int | None,
) -> Dressed:
    text, below = _moved(wanted, held_to(piece.text, most), piece.first_comment, tags)
    shown = () if wanted.first_comment == "hashtags" else tuple(tag.tag for tag in tags)
    version = _version(services, piece, text, below).model_copy(update={"hashtags": shown})
    renderer = services.platforms.get(wanted.platform).renderer

    def count(words: str) -> int:
        one = version.model_copy(update={"text": words})
        return renderer.render(one, account_id="").character_count

    further: tuple[str, ...] = ()
    if is_thread(wanted):
        first, *rest = chained(text, lambda words: count(words) <= renderer.limit) or ("",)
        further = tuple(rest)
        form = Form(format=Format.THREAD, thread=further) if further else version.form
        version = version.model_copy(update={"text": first, "form": form})
    alt = piece.alt_text
    if alt is None and not further and takes_card(services.platforms, wanted.platform):
        alt = alt_text(card_words(version.text, brand))
    version = version.model_copy(update={"alt_text": alt})
    safety = check_version(version, brand)
    return Dressed(
        text=version.text,
        hook=held_to(piece.hook, most),
        hashtags=shown,
        hashtag_reasons=tags,
        character_count=count(version.text),
        limit=renderer.limit,
        safety=safety,
        safety_score=score(safety),
        alt_text=alt,
        first_comment=below,
        thread=further,
    )


def _version(services: Services, piece: Piece, text: str, below: str | None) -> Version:
    """The piece as a version, so that it is counted and checked as what goes out is."""
    return Version(
        number=1,
        text=text,
        first_comment=below,
        claims=piece.claims,
        safety=Safety(passed=True),
        provenance=piece.provenance,
        created_at=services.clock(),
        created_by="",
    )


def _moved(
    wanted: Wanted, text: str, below: str | None, tags: Sequence[Tag]
) -> tuple[str, str | None]:
    """The text and its first comment, where tags or the brief's link are to stand there."""
    moved: list[str] = [below] if below else []
    if wanted.first_comment == "hashtags" and tags:
        moved.append(" ".join(tag.tag for tag in tags))
    link = LINK.search(wanted.brief) if wanted.first_comment == "link" else None
    if link:
        moved.append(link.group())
        text = "\n".join(line.rstrip() for line in text.replace(link.group(), "").split("\n"))
    return text.strip(), "\n".join(moved) or None
