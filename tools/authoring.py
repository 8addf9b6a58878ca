"""Has one planned post written: within the brand's rules and wishes, in ways that really differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain import hidden
from domain.campaign import Task
from domain.content import Provenance, Version
from domain.safety import Safety
from llm.tasks.social_post import DraftVariation, SocialPostInputs, SocialPosts
from tools.emoji import held_to, most_emoji
from tools.likeness import Apart, Compared, apart
from tools.obeying import bounded, held
from tools.rules import followed
from tools.services import Services, Turn
from tools.tagging import About, Tag, completed
from tools.templates import of_campaign
from tools.templating import written_by

MAX_HASHTAGS = 6
KNOWN_POSTS = 300
"""So many of the brand's newest posts on the platform say which tags do well."""


@dataclass(frozen=True, slots=True)
class Authored:
    """What an author was given and wrote, as it may be kept."""

    inputs: SocialPostInputs
    posts: SocialPosts
    provenance: Provenance
    kept: Apart[DraftVariation]
    applied: Mapping[str, tuple[str, ...]]
    """By text, the brand's rules that made it what it is, in words."""
    proven: Mapping[str, str]
    """What speaks for a hashtag that was put in, by the tag."""


async def authored(turn: Turn, task: Task, inputs: SocialPostInputs) -> Authored:
    """The variations of a post, none nearly the same as another."""
    services, entry = turn.services, inputs.entry
    async with services.store.reading() as unit:
        form = await of_campaign(unit, turn.workspace_id, turn.thread_id, task.campaign_id)
        rules = await followed(
            unit, turn.workspace_id, turn.brand_id, entry.platform, entry.language
        )
        own = await unit.posts.list(
            turn.workspace_id, turn.brand_id, platform=entry.platform, limit=KNOWN_POSTS
        )
    inputs = bounded(inputs, rules)
    about = About(
        topic=entry.topic, occasion=entry.occasion, findings=inputs.findings, posts=tuple(own)
    )
    applied: dict[str, tuple[str, ...]] = {}
    proven: dict[str, str] = {}

    def fitted(posts: SocialPosts) -> tuple[DraftVariation, ...]:
        made = [
            held(
                _tagged(services, _fit(one, inputs), inputs, about, proven),
                rules,
                inputs,
                max_hashtags=MAX_HASHTAGS,
            )
            for one in posts.variations
        ]
        applied.update({one.draft.text: one.applied for one in made})
        return tuple(one.draft for one in made)

    async def again(texts: tuple[str, ...]) -> tuple[DraftVariation, ...]:
        others = inputs.model_copy(update={"avoid": (*texts, *inputs.avoid)})
        more, _ = await written_by(services.author, others, form)
        return fitted(more)

    posts, provenance = await written_by(services.author, inputs, form)
    how: Compared[DraftVariation] = Compared(lambda one: one.text, entry.language)
    kept = await apart(services, fitted(posts), how, again, wanted=inputs.variation_count)
    return Authored(inputs, posts, provenance, kept, applied, proven)


def _fit(written: DraftVariation, inputs: SocialPostInputs) -> DraftVariation:
    """Without what a person could not see (an author may repeat it from a page or a wish), and
    more emoji than the brand wants.
    """
    plain = hidden.everywhere(written.model_dump(), hidden.cleaned)
    draft = DraftVariation.model_validate(plain)
    examples = [reference.text for reference in inputs.references]
    most = most_emoji(inputs.brand, inputs.entry.platform, examples)
    return draft.model_copy(
        update={
            "text": held_to(draft.text, most),
            "hook": held_to(draft.hook, most),
        }
    )


def _tagged(
    services: Services,
    draft: DraftVariation,
    inputs: SocialPostInputs,
    about: About,
    proven: dict[str, str],
) -> DraftVariation:
    """With the tags that the brand may carry and that do well; none is put in beyond the limit."""
    tags = list(
        completed(
            draft.hashtags,
            draft.text,
            inputs.brand,
            inputs.entry.platform,
            about,
            most=inputs.max_hashtags,
        )
    )
    added = [tag for tag in tags if tag.tag not in draft.hashtags]
    while added and not _has_room(services, draft, tags, inputs):
        tags.remove(added.pop())
    proven.update({tag.tag: tag.why for tag in added if tag.kind == "trending"})
    return draft.model_copy(update={"hashtags": tuple(tag.tag for tag in tags)})


def _has_room(
    services: Services, draft: DraftVariation, tags: list[Tag], inputs: SocialPostInputs
) -> bool:
    renderer = services.platforms.get(inputs.entry.platform).renderer
    version = Version(
        number=1,
        text=draft.text,
        hashtags=tuple(tag.tag for tag in tags),
        safety=Safety(passed=True),
        provenance=Provenance(author="", prompt="", prompt_version="", prompt_hash=""),
        created_at=services.clock(),
        created_by="",
    )
    return renderer.render(version, account_id="").character_count <= renderer.limit
