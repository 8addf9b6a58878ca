"""A planned post as a short video: its script, drawn, in the place of a card."""

import asyncio

from domain import hidden
from domain.brand import Brand
from domain.content import Version
from domain.errors import InstaMediaError, InvalidError
from domain.form import Form, Format
from domain.ids import new_id
from domain.video import VideoScript
from llm.tasks.social_post import SocialPostInputs
from llm.tasks.video_script import VIDEO_SCRIPT, ScriptDraft, VideoInputs
from tools.quotas import count_images, require_image_left
from tools.safety import check
from tools.services import Turn
from tools.storyboards import StoryboardWish, film, understood


async def with_video(
    turn: Turn, brand: Brand, inputs: SocialPostInputs, version: Version, seconds: int
) -> tuple[Version, str]:
    """The version with a video in place of pictures, and what its person has to know of that.

    Args:
        inputs: What the post was written from; its script is written from the same.

    Returns:
        The version as it was and the reason, where no video could be made.
    """
    try:
        draft = await _script(turn, inputs, seconds)
        return await _drawn(turn, brand, inputs, version, draft.script())
    except InstaMediaError as error:
        return version, f"There is no video: {error.message}"


async def _script(turn: Turn, inputs: SocialPostInputs, seconds: int) -> ScriptDraft:
    entry = inputs.entry
    written = await turn.services.author.write(
        VIDEO_SCRIPT,
        VideoInputs(
            brand=inputs.brand,
            brief=" ".join(filter(None, (entry.topic, entry.occasion))) or inputs.objective,
            topic=entry.topic,
            occasion=entry.occasion,
            objective=inputs.objective,
            tone=inputs.tone,
            offer=inputs.offer,
            audience=inputs.audience,
            platform=entry.platform,
            language=entry.language,
            references=inputs.references,
            registers=inputs.registers,
            findings=inputs.findings,
            variation_count=1,
            avoid=inputs.avoid,
            now=inputs.now,
            duration_s=seconds,
        ),
    )
    fitting = [one for one in written.output.variations if one.duration == seconds]
    if not fitting:
        raise InvalidError(" ".join(written.output.missing) or "Its script could not be written.")
    draft = ScriptDraft.model_validate(hidden.everywhere(fitting[0].model_dump(), hidden.cleaned))
    # its words are seen and heard, and no check of the post reads them in a video
    safety = check(draft.whole(), (), inputs.brand, beside=draft.directions, claims=draft.claims)
    if not safety.passed:
        why = " ".join(flag.message for flag in safety.flags if flag.severity == "block")
        raise InvalidError(f"Its script is held back. {why}")
    return draft


async def _drawn(
    turn: Turn, brand: Brand, inputs: SocialPostInputs, version: Version, script: VideoScript
) -> tuple[Version, str]:
    services, platform = turn.services, inputs.entry.platform
    async with services.store.reading() as unit:
        await require_image_left(unit, turn.workspace_id, services.clock())
    wanted = understood(
        services.platforms, brand, StoryboardWish(script=script, platform=platform), by=""
    )
    result = services.blobs.inbox / f"film-{new_id()}.mp4"
    try:
        medium, made = await film(services, turn.workspace_id, wanted, result, _unheard)
    finally:
        await asyncio.to_thread(result.unlink, missing_ok=True)
    async with services.store.writing() as unit:
        now = services.clock()
        await count_images(unit, turn.workspace_id, now, None, [medium.sha256])
    title = script.title if wanted.format is Format.SHORT else None
    form = Form(format=wanted.format, title=title)
    told = {"media": (medium.sha256,), "form": form, "alt_text": None}
    return version.model_copy(update=told), " ".join(made.left_out)


async def _unheard(done_s: float) -> None:
    """A turn tells what it does line by line, not second by second."""
