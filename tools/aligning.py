"""Aligns a draft with what moves the brand's audience; a rewrite is proven before it is shown."""

from domain import hidden
from domain.brand import BrandProfile
from domain.content import Provenance, Version
from domain.errors import InvalidError
from domain.expectation import Expected
from domain.explanation import Explanation
from domain.frozen import Frozen
from domain.language import language_of
from domain.lettering import has_word
from domain.platform import Platform
from domain.safety import Safety
from domain.times import day_in
from llm.port import Written
from llm.tasks.align import ALIGN, AlignInputs, Alignment
from tools.authoring import MAX_HASHTAGS
from tools.drafting import COMFORTABLE_CHARS, max_chars
from tools.safety import check
from tools.services import Services

MOST_TRIED = 5
"""Further rewrites that are read and judged where the first is expected to do worse."""


class Aligned(Frozen):
    """A draft's alignment; a rewrite is in it only when it was measured and scored higher."""

    alignment: Alignment
    rewrite_score: float | None = None
    """What the rewrite scores by the same measure; None without one."""
    rewrite_expected: Expected | None = None
    """What the rewrite is expected to do, beside the draft's in the explanation."""
    rewrite_note: str = ""
    """Why there is no rewrite, in a sentence; empty with one."""
    rewrite_caution: str = ""
    """What speaks against the rewrite, in a sentence: it is expected to do worse than the draft."""
    explanation: Explanation
    author: str
    provenance: Provenance


async def align(
    services: Services,
    workspace_id: str,
    brand_id: str,
    draft: str,
    platform: Platform | None = None,
) -> Aligned:
    """How well the draft resonates with the brand's audience, what is missing, and a better text.

    Raises:
        InvalidError: `empty_draft`.
        NotFoundError: No such brand in this workspace.
        ModelOutputError: The author's answer did not fit, even after one repair.
    """
    draft = hidden.cleaned(draft).strip()
    if not any(c.isprintable() and not c.isspace() for c in draft):
        raise InvalidError(
            "The draft is empty, so there is nothing to judge. Write the post's text, then ask "
            "again.",
            code="empty_draft",
        )
    async with services.store.reading() as unit:
        brand = (await unit.brands.get(workspace_id, brand_id)).profile
    scale = _Scale(services, workspace_id, brand_id, brand, platform)
    explanation, written = await scale.weighed(draft)
    proven = await _chosen(scale, draft, written.output, explanation.expected)
    chosen = {"rewrite_suggestion": proven.text, "other_rewrites": ()}
    return Aligned(
        alignment=written.output.model_copy(update=chosen),
        rewrite_score=proven.score,
        rewrite_expected=proven.expected,
        rewrite_note=proven.note,
        rewrite_caution=proven.caution,
        explanation=explanation,
        author=services.author.label,
        provenance=written.provenance,
    )


class _Proven(Frozen):
    text: str = ""
    score: float | None = None
    expected: Expected | None = None
    note: str = ""
    caution: str = ""


async def _chosen(
    scale: "_Scale", draft: str, alignment: Alignment, expected: Expected | None
) -> _Proven:
    """Of the author's rewrites that hold the first that is not expected to do worse than the draft;
    else the first that holds, with that said; else none, and why.
    """
    held: _Proven | None = None
    left_out: _Proven | None = None
    for text in (alignment.rewrite_suggestion, *alignment.other_rewrites[:MOST_TRIED]):
        proven = await _proven(scale, draft, text, alignment.resonance_score)
        if not proven.text:
            left_out = left_out or proven
            continue
        caution = _caution(expected, proven.expected)
        if not caution:
            return proven
        held = held or proven.model_copy(update={"caution": caution})
    return held or left_out or _Proven()


def _caution(draft: Expected | None, rewrite: Expected | None) -> str:
    """That the rewrite is expected to do worse, as far as the figures that are shown say so."""
    if draft is None or rewrite is None or round(rewrite.mean, 1) >= round(draft.mean, 1):
        return ""
    return (
        f"By your own posts it is expected to do worse than your draft: ERS {rewrite.mean:.1f} "
        f"instead of {draft.mean:.1f}. It says more, but nothing shows that it would move more "
        "people."
    )


async def _proven(scale: "_Scale", draft: str, text: str, least: float) -> _Proven:
    """The rewrite with its own score, or without text and why it was left out."""
    text = hidden.cleaned(text).strip()
    if not text or text == draft:
        return _Proven(note="The author found no text that would score higher.")
    if fault := scale.fault(text):
        return _Proven(note=f"A rewrite was written and left out: {fault}")
    explanation, written = await scale.weighed(text)
    score = written.output.resonance_score
    if score <= least:
        return _Proven(
            note=f"A rewrite was written and left out: it scores {score:.1f}, the draft "
            f"{least:.1f}."
        )
    return _Proven(text=text, score=score, expected=explanation.expected)


class _Scale:
    """Weighs texts for one brand and platform, all by the same measure."""

    def __init__(
        self,
        services: Services,
        workspace_id: str,
        brand_id: str,
        brand: BrandProfile,
        platform: Platform | None,
    ) -> None:
        self._services = services
        self._of = (workspace_id, brand_id)
        self._brand, self._platform = brand, platform
        self._is_known = platform in services.platforms.available

    async def weighed(self, text: str) -> tuple[Explanation, Written[Alignment]]:
        """What the engine says of the text, and what the author makes of that."""
        explanation = await self._services.esg.explain(*self._of, text, platform=self._platform)
        return explanation, await self._services.author.write(
            ALIGN, self._inputs(text, explanation)
        )

    def fault(self, text: str) -> str:
        """Why the text may not be offered; "" when it may."""
        safety = check(text, (), self._brand)
        if blocked := next((f for f in safety.flags if f.severity == "block"), None):
            return blocked.message
        if self._platform is None or not self._is_known:
            return ""
        renderer = self._services.platforms.get(self._platform).renderer
        size = renderer.render(self._as_version(text, safety), account_id="").character_count
        if size <= renderer.limit:
            return ""
        return f"it has {size} characters; {self._platform.title} takes {renderer.limit}."

    def _inputs(self, text: str, explanation: Explanation) -> AlignInputs:
        return AlignInputs(
            draft=text,
            language=language_of(text),
            platform=self._platform,
            space=explanation.space,
            references=explanation.references,
            registers=explanation.registers,
            best_registers=explanation.best_registers,
            expected=explanation.expected,
            level=explanation.level,
            banned=self._banned(text),
            brand=self._brand.as_told(day_in(self._services.clock(), self._brand.timezone)),
            max_chars=self._max_chars(),
            max_hashtags=MAX_HASHTAGS,
        )

    def _banned(self, text: str) -> tuple[str, ...]:
        avoided = dict.fromkeys(self._brand.brand_voice.avoid_words)
        return tuple(word for word in avoided if has_word(text, word))

    def _max_chars(self) -> int:
        if self._platform is None or not self._is_known:
            return COMFORTABLE_CHARS
        return max_chars(self._services, self._platform)

    def _as_version(self, text: str, safety: Safety) -> Version:
        """The text in the form that a platform's renderer counts; it is never kept."""
        return Version(
            number=1,
            text=text,
            safety=safety,
            provenance=Provenance(author="", prompt="", prompt_version="", prompt_hash=""),
            created_at=self._services.clock(),
            created_by="insta-media",
        )
