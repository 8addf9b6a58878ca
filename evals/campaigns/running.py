"""Has an author write the campaigns, post after post. Judges nothing, keeps no file."""

from domain.frozen import Frozen
from evals.campaigns.planning import Campaign
from llm.port import Author
from llm.tasks.social_post import SOCIAL_POST, SocialPostInputs, SocialPosts


class WrittenPost(Frozen):
    id: str
    """The campaign and the post's number, such as "tea-03-2"."""
    campaign: Campaign
    asked: SocialPostInputs
    posts: SocialPosts


async def written(author: Author, campaigns: tuple[Campaign, ...]) -> tuple[WrittenPost, ...]:
    """Every post of every campaign, in their order.

    Of each post the first variation counts as what the brand said, and is not to be said again.
    """
    done: list[WrittenPost] = []
    for campaign in campaigns:
        done += await _campaign(author, campaign)
    return tuple(done)


async def _campaign(author: Author, campaign: Campaign) -> list[WrittenPost]:
    done: list[WrittenPost] = []
    said: tuple[str, ...] = ()
    for entry in campaign.entries:
        asked = campaign.inputs(entry, said)
        posts = (await author.write(SOCIAL_POST, asked)).output
        done.append(
            WrittenPost(
                id=f"{campaign.id}-{entry.number}", campaign=campaign, asked=asked, posts=posts
            )
        )
        said = (*(v.text for v in posts.variations[:1]), *said)
    return done
