"""Posts on demand follow the brand's accepted rules, as the posts of a campaign do."""

import pytest

from domain.platform import Platform
from domain.rule import Aspect, BrandRule, Habit, Params, RuleStatus
from domain.studio import ContentType
from domain.template import Purpose, TemplateBody, TemplatePart
from tests.tools.workshop import NOW, Studio


def rule(aspect, status=RuleStatus.ACCEPTED, platform=None, **params):
    return BrandRule(
        id=f"{aspect}-{platform}",
        workspace_id="w",
        brand_id="b",
        habit=Habit(aspect=aspect, params=Params(**params)),
        platform=platform,
        status=status,
        created_at=NOW,
    )


@pytest.fixture
async def studio(fills_file, tmp_path):
    fills_file(tmp_path / "app.db")
    made = Studio(f"sqlite+aiosqlite:///{tmp_path / 'app.db'}")
    await made.fill()
    yield made
    await made.store.close()


@pytest.fixture
def follows(studio):
    async def put(*rules):
        async with studio.store.writing() as unit:
            for one in rules:
                await unit.brands.rules.put(one)

    return put


PARTS = tuple(
    TemplatePart(purpose=purpose) for purpose in (Purpose.HOOK, Purpose.FACT, Purpose.CALL)
)
TEMPLATE = TemplateBody(name="A fact", brief="our masala chai", structure=PARTS)


@pytest.mark.parametrize("template", [None, TEMPLATE])
async def test_a_post_has_the_form_that_was_accepted_and_says_so(studio, follows, template):
    await follows(
        rule(Aspect.SIGN_OFF, text="See you at the counter."),
        rule(Aspect.MOST_HASHTAGS, most=2),
        rule(Aspect.ADD_HASHTAG, text="#ChaiTime"),
        rule(Aspect.NO_PRICE),
    )
    made = await studio.write("our masala chai", template=template)
    for item in made.items:
        assert item.text.rstrip().endswith("See you at the counter.")
        assert "#ChaiTime" in item.hashtags
        assert len(item.hashtags) <= 3
        assert [t.tag for t in item.hashtag_reasons] == list(item.hashtags)
        assert "₹" not in item.text
        assert item.character_count <= item.limit
    assert any(note.startswith("Applied your rule: ") for note in made.notes)


async def test_only_what_was_accepted_for_that_platform_is_followed(studio, follows):
    await follows(
        rule(Aspect.SIGN_OFF, RuleStatus.PROPOSED, text="See you at the counter."),
        rule(Aspect.NO_PRICE, platform=Platform.LINKEDIN),
    )
    made = await studio.write("our masala chai", platform=Platform.INSTAGRAM)
    assert all("counter" not in item.text for item in made.items)
    assert any("₹" in item.text for item in made.items)
    assert not any("rule" in note for note in made.notes)


async def test_other_kinds_of_text_are_under_no_rule_of_posts(studio, follows):
    await follows(rule(Aspect.SIGN_OFF, text="See you at the counter."))
    made = await studio.write("our masala chai", content_type=ContentType.EMAIL)
    assert all("counter" not in item.text for item in made.items)


async def test_what_a_rule_takes_out_is_claimed_no_more(studio, follows):
    await follows(rule(Aspect.LENGTH, most=120))
    made = await studio.write("our masala chai")
    assert all(len(item.text) <= 150 for item in made.items)
    for item in made.items:
        assert item.text.startswith(item.hook)
