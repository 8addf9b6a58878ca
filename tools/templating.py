"""Has a planned post written: freely, or in the order of a template's parts. One shape for both."""

from domain.content import Provenance
from domain.template import Template
from llm.port import Author
from llm.tasks.social_post import SOCIAL_POST, DraftVariation, SocialPostInputs, SocialPosts
from llm.tasks.templated_post import TEMPLATED_POST, TemplatedPost, TemplatedPostInputs


async def written_by(
    author: Author, inputs: SocialPostInputs, template: Template | None
) -> tuple[SocialPosts, Provenance]:
    """The drafts with who wrote them.

    Raises:
        ModelOutputError: The author's answer did not fit, even after one repair.
    """
    if template is None:
        freely = await author.write(SOCIAL_POST, inputs)
        return freely.output, freely.provenance
    written = await author.write(TEMPLATED_POST, _given(inputs, template))
    found = written.output
    drafts = tuple(_draft(one) for one in found.variations)
    posts = SocialPosts(
        variations=drafts, learned=found.learned, unused=found.unused, missing=found.missing
    )
    return posts, written.provenance


def _given(inputs: SocialPostInputs, template: Template) -> TemplatedPostInputs:
    entry = inputs.entry
    first = (template.register,) if template.register else ()
    longest = template.longest or inputs.max_chars
    return TemplatedPostInputs(
        brand=inputs.brand,
        brief=entry.topic or template.name,
        topic=entry.topic,
        occasion=entry.occasion,
        objective=inputs.objective,
        tone=inputs.tone,
        offer=inputs.offer,
        audience=inputs.audience,
        platform=entry.platform,
        language=entry.language,
        references=inputs.references,
        registers=tuple(dict.fromkeys((*first, *inputs.registers))),
        findings=inputs.findings,
        variation_count=inputs.variation_count,
        structure=template.structure,
        avoid=inputs.avoid,
        rules=inputs.rules,
        now=inputs.now,
        max_chars=min(inputs.max_chars, longest),
        max_hashtags=inputs.max_hashtags,
    )


def _draft(post: TemplatedPost) -> DraftVariation:
    return DraftVariation(
        register=post.register,
        hook=post.hook,
        text=post.text,
        hashtags=post.hashtags,
        call_to_action=post.call_to_action,
        claims=post.claims,
    )
