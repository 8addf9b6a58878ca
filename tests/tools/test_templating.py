"""A post after a template is written by whoever knows the brand's rules, too."""

from datetime import UTC, datetime

from domain.brand import BrandProfile, Product
from domain.campaign import CalendarEntry
from domain.platform import Platform
from domain.template import Purpose, Template, TemplatePart
from llm.build import build_author
from llm.tasks.social_post import SocialPostInputs
from prompts.loader import load
from tools.templating import written_by


class Listening:
    """The offline author, with the words in which a model would be asked."""

    label = "offline author"

    def __init__(self) -> None:
        self.author, self.asked = build_author("offline"), ""

    async def write(self, task, inputs):
        self.asked = load(task.prompt).render(dict(inputs))
        return await self.author.write(task, inputs)


async def test_the_brands_rules_in_words_reach_the_author_of_a_templated_post():
    parts = [TemplatePart(purpose=p) for p in (Purpose.HOOK, Purpose.CALL)]
    template = Template(id="t", name="N", brief="{product}", structure=parts)
    inputs = SocialPostInputs(
        brand=BrandProfile(business_name="Chai Corner", products=(Product(name="Chai"),)),
        entry=CalendarEntry(number=1, platform=Platform.X, language="en", topic="Chai"),
        max_chars=280,
        max_hashtags=3,
        rules=("no exclamation marks",),
        now=datetime(2026, 11, 11, 6, 30, tzinfo=UTC),
    )
    author = Listening()
    posts, provenance = await written_by(author, inputs, template)
    assert posts.variations
    assert provenance.prompt_version == "v2"
    assert "no exclamation marks" in author.asked
