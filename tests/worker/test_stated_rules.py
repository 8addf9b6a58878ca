"""A rule that a person states in the chat is followed, and dropped by the name it was told by."""

from domain.approval import ApprovalStatus
from domain.brand import Contact
from domain.rule import Aspect, RuleStatus
from tools import rules


async def known(shop):
    return await rules.shown(shop.system.services, shop.member, shop.brand.id)


async def versions(shop):
    return [a.content.version for a in await shop.approvals(ApprovalStatus.OPEN)]


async def test_a_rule_is_stated_followed_and_dropped(connected, neighbour):
    assert "“never use exclamation marks”" in await connected.say("which rules do you follow?")
    await connected.say("One LinkedIn post about our masala chai tomorrow 6 pm")
    before = await versions(connected)
    told = await connected.say("Remember: always end with “See you at the counter.”")
    assert "From now on: end with “See you at the counter.”" in told
    assert "To drop it, say “forget the rule about the sign-off”." in told
    assert await versions(connected) == before
    (rule,) = await known(connected)
    assert (rule.status, rule.created_by) == (RuleStatus.ACCEPTED, "Asha")
    reply = await connected.say("One LinkedIn post about our masala chai for Friday 6 pm")
    assert "Applied your rule: end with “See you at the counter.”." in reply
    newest = (await versions(connected))[-1]
    assert newest.text.endswith("See you at the counter.")

    refused = await connected.say("Always begin with “Cheap and good”")
    assert "would stop every post" in refused
    assert "I no longer follow" in await connected.say("forget the rule about the sign-off")
    assert await known(connected) == ()
    assert await known(neighbour) == ()


async def test_opposites_are_told_and_hindi_is_answered_in_hindi(connected):
    told = await connected.say("आगे से विस्मयादिबोधक चिह्न मत लगाना")
    assert "विस्मय चिह्न वाला नियम हटा दो" in told
    await connected.say("From now on no prices on LinkedIn")
    refused = await connected.say("always mention the price")
    assert "You also follow “no prices on LinkedIn”, which is the opposite." in refused
    assert [r.habit.aspect for r in await known(connected)] == [
        Aspect.NO_EXCLAMATION,
        Aspect.NO_PRICE,
    ]
    await connected.say("विस्मय चिह्न वाला नियम हटा दो")
    assert [r.habit.aspect for r in await known(connected)] == [Aspect.NO_PRICE]


async def test_a_post_ends_with_a_contact_only_when_the_profile_has_it(connected):
    await connected.say("One LinkedIn post about our masala chai tomorrow 6 pm")
    before = await versions(connected)
    told = await connected.say("Remember: always end with our WhatsApp number")
    assert "Your Brand page does not have your WhatsApp number yet" in told
    assert await versions(connected) == before
    assert await known(connected) == ()
    number = "+91 98220 12345"
    profile = connected.brand.profile.model_copy(update={"contact": Contact(whatsapp=number)})
    own = connected.member.workspace_id, connected.brand.id
    async with connected.system.store.writing() as unit:
        await unit.brands.save_profile(*own, profile, connected.system.services.clock())
    told = await connected.say("Remember: always end with our WhatsApp number")
    assert f"From now on: end with “WhatsApp: {number}”" in told
    assert await versions(connected) == before
