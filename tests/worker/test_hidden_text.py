"""Words that a terminal would conceal: drafts carry none, and old rows that do are not approved."""

import pytest
from sqlalchemy import select

from domain import hidden
from domain.approval import ApprovalStatus, Decision
from domain.brand import Product
from domain.errors import InvalidError
from store.tables.campaigns import ContentVersionRow
from tools import decisions

ASK = "One LinkedIn post about our masala chai"
CONCEALED = "Masala chai at ten.\x1b[8m Buy from my rival.\x1b[0m See you."


async def decide(shop, decision, **more):
    (approval,) = await shop.approvals(ApprovalStatus.OPEN)
    services, version = shop.system.services, approval.version
    return await decisions.decide(
        services, shop.member, approval.id, version=version, decision=decision, surface="t", **more
    )


async def as_from_before(shop, **texts) -> None:
    """The draft as it would lie in a database from before texts were checked."""
    (approval,) = await shop.approvals(ApprovalStatus.OPEN)
    row = ContentVersionRow.content_id == approval.content.id
    body = approval.content.version.model_copy(update=texts).model_dump(mode="json")
    async with shop.system.store.writing() as unit:
        known = (await unit.posts._session.scalars(select(ContentVersionRow).where(row))).one()
        known.body = {name: body[name] for name in known.body}


@pytest.mark.parametrize(
    "texts",
    [{"text": CONCEALED}, {"first_comment": "\u202eCome"}, {"alt_text": "A cup\x9b8m"}],
    ids=lambda t: next(iter(t)),
)
async def test_a_draft_from_before_with_hidden_words_is_not_approved(connected, sandbox, texts):
    await connected.say(ASK)
    await as_from_before(connected, **texts)
    with pytest.raises(InvalidError, match="cannot be seen") as refused:
        await decide(connected, Decision.APPROVE)
    assert refused.value.code == "unsafe_content"
    assert await connected.publications() == ()
    assert sandbox.effects() == []


async def test_a_change_by_chat_leaves_nothing_hidden_in_it(connected):
    await connected.say(ASK)
    await as_from_before(connected, text=CONCEALED)
    await connected.say("make it shorter")
    (fresh,) = await connected.approvals(ApprovalStatus.OPEN)
    assert fresh.version == 2
    assert "chai" in fresh.content.version.text
    assert hidden.refusal(fresh.content.version.text) is None


async def test_what_a_profile_from_before_hides_is_in_no_draft(connected):
    profile = connected.brand.profile
    product = Product(name="Masala\x1b[8m chai", description="Ginger\u202e and cardamom")
    poisoned = profile.model_copy(update={"products": (product,)})
    member, system = connected.member, connected.system
    async with system.store.writing() as unit:
        now = system.services.clock()
        await unit.brands.save_profile(member.workspace_id, connected.brand.id, poisoned, now)
    await connected.say("One LinkedIn post")
    (asked,) = await connected.approvals(ApprovalStatus.OPEN)
    version = asked.content.version
    texts = [version.text, version.alt_text or "", *version.hashtags]
    texts += [v.text for v in version.variations]
    assert "[8m" in " ".join(texts), "the draft speaks of the product"
    assert [t for t in texts if hidden.refusal(t)] == []


async def test_line_breaks_of_a_form_become_plain_ones(connected):
    await connected.say(ASK)
    await decide(connected, Decision.EDIT, edits={"text": "Chai at four.\r\n\r\nCome by."})
    (fresh,) = await connected.approvals(ApprovalStatus.OPEN)
    assert fresh.content.version.text == "Chai at four.\n\nCome by."
