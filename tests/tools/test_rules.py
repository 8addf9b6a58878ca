"""What edits teach follows the rows: proposed, taken back, never again after a no."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from domain.account import Member, Role, User, Workspace
from domain.brand import Brand, BrandProfile, BrandVoice, Competitor
from domain.content import Content, ContentStatus, Provenance, Safety, Version
from domain.errors import ConflictError, ForbiddenError
from domain.ids import new_id
from domain.platform import Platform
from domain.rule import Aspect, BrandRule, Habit, Params, RuleStatus, rule_words
from domain.run import Run, RunStatus, Thread
from llm.tasks.intent import RuleWish
from llm.tasks.reply import RulesSettled
from store.unit import Store
from tools import rules
from tools.ruling import carry_out
from tools.services import Turn

CALM = Habit(aspect=Aspect.NO_EXCLAMATION)
PROVENANCE = Provenance(author="a", prompt="p", prompt_version="1", prompt_hash="h")


class Desk:
    """A brand whose drafts a person edits, one hour after the other."""

    def __init__(self, store: Store, member: Member, brand: Brand, now) -> None:
        self.store, self.member, self.brand, self.now = store, member, brand, now
        self.meanwhile = None

    def clock(self):
        return self.now

    async def edits(self, before: str, *after: str) -> None:
        """One draft of ours and what a person made of it; nothing after it: approved as it is."""
        self.now += timedelta(hours=1)
        content = Content(
            id=new_id(),
            workspace_id=self.member.workspace_id,
            brand_id=self.brand.id,
            campaign_id=None,
            task_id=None,
            platform=Platform.LINKEDIN,
            language="en",
            status=ContentStatus.PENDING_REVIEW,
            version=self._version(1, before, "insta-media"),
        )
        async with self.store.writing() as unit:
            await unit.contents.add(content)
            for number, text in enumerate(after, start=2):
                version = self._version(number, text, "Asha")
                content = await unit.contents.next_version(content, version, slot=None)
            if not after:
                await unit.contents.set_status(
                    self.member.workspace_id, content.id, ContentStatus.APPROVED, self.now
                )

    def _version(self, number: int, text: str, by: str) -> Version:
        return Version(
            number=number,
            text=text,
            safety=Safety(passed=True),
            provenance=PROVENANCE,
            created_at=self.now,
            created_by=by,
        )

    async def calms(self, times: int) -> None:
        for _ in range(times):
            await self.edits("Chai is ready! Come by.", "Chai is ready. Come by.")

    async def knows(self, profile: BrandProfile) -> None:
        async with self.store.writing() as unit:
            await unit.brands.save_profile(
                self.member.workspace_id, self.brand.id, profile, self.now
            )

    async def rules(self) -> tuple[BrandRule, ...]:
        """What is known after a look at the edits; the same after another one."""
        for _ in range(2):
            self.now += timedelta(minutes=1)
            await rules.refresh(self.store, self.member.workspace_id, self.brand.id, self.clock())
        return await rules.shown(self, self.member, self.brand.id)

    @asynccontextmanager
    async def writing(self):
        """As the store's; what was to happen `meanwhile` has happened just before."""
        happening, self.meanwhile = self.meanwhile, None
        if happening:
            await happening()
        async with self.store.writing() as unit:
            yield unit

    def reading(self):
        return self.store.reading()

    async def decide(self, do, rule: BrandRule) -> BrandRule:
        self.now += timedelta(minutes=1)
        return await do(self, self.member, rule.id, surface="test")


async def a_brand(url: str, now) -> tuple[Store, Member, Brand]:
    store = Store(url, secret_keys=("a-test-key",))
    user = User(id=new_id(), email="a@x.in", name="Asha", password_hash="-", created_at=now)
    workspace = Workspace(id=new_id(), name="w", subscription_tier="basic", created_at=now)
    brand = Brand(id=new_id(), workspace_id=workspace.id, profile=BrandProfile(), is_default=True)
    async with store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.brands.add(brand, now)
        member = await unit.accounts.member(workspace.id, user.id)
    return store, member, brand


@pytest.fixture
async def desk(sqlite_url, now):
    store, member, brand = await a_brand(sqlite_url, now)
    yield Desk(store, member, brand, now)
    await store.close()


async def test_a_proposal_comes_with_the_third_edit_and_goes_with_contradictions(desk):
    await desk.calms(2)
    assert await desk.rules() == ()
    await desk.calms(1)
    (rule,) = await desk.rules()
    assert (rule.habit, rule.status, rule.evidence.acts) == (CALM, RuleStatus.PROPOSED, 3)
    async with desk.store.reading() as unit:
        told = [e.type for e in await unit.events.after(desk.member.workspace_id, 0, limit=9)]
    assert told == ["rule.proposed"]
    await desk.edits("Chai is ready! Come by.")
    await desk.edits("Chai is ready. Come by.", "Chai is ready! Come by.")
    assert await desk.rules() == ()


async def test_what_was_declined_is_not_proposed_again(desk):
    await desk.calms(3)
    (rule,) = await desk.rules()
    await desk.decide(rules.decline, rule)
    await desk.calms(4)
    (still,) = await desk.rules()
    assert still.status is RuleStatus.DECLINED


async def test_what_was_deleted_has_to_become_a_habit_anew(desk):
    await desk.calms(3)
    (rule,) = await desk.rules()
    await desk.decide(rules.accept, rule)
    await desk.decide(rules.delete, rule)
    assert await desk.rules() == ()
    await desk.calms(2)
    assert await desk.rules() == ()
    await desk.calms(1)
    (again,) = await desk.rules()
    assert (again.id, again.status) == (rule.id, RuleStatus.PROPOSED)


async def test_an_accepted_rule_is_doubted_after_two_posts_against_it_and_can_be_kept(desk):
    await desk.calms(3)
    (rule,) = await desk.rules()
    await desk.decide(rules.accept, rule)
    await desk.edits("Chai is ready. Come by.", "Chai is ready! Come by.")
    (once,) = await desk.rules()
    assert not once.is_doubted
    await desk.edits("Chai is hot. Come by.", "Chai is hot! Come by.")
    (twice,) = await desk.rules()
    assert twice.is_doubted
    assert len(twice.evidence.against) == 2
    await desk.decide(rules.accept, rule)
    (kept,) = await desk.rules()
    assert not kept.is_doubted


async def test_a_second_bound_needs_edits_since_the_first(desk):
    long = "Chai is brewed slowly with ginger and milk every morning. " * 6
    for _ in range(3):
        await desk.edits(long, long[:120])
    (rule,) = await desk.rules()
    assert rule.habit == Habit(aspect=Aspect.LENGTH, params=Params(most=120))
    await desk.decide(rules.accept, rule)
    for _ in range(2):
        await desk.edits(long[:120], long[:80])
    assert [r.id for r in await desk.rules()] == [rule.id]


async def test_what_is_told_or_decided_meanwhile_is_not_overwritten(desk):
    await desk.calms(3)
    (proposed,) = await desk.rules()

    async def tell() -> None:
        async with desk.store.writing() as unit:
            await unit.brands.rules.tell(proposed.workspace_id, proposed.id, "a run")

    async def refreshed(meanwhile) -> BrandRule:
        desk.meanwhile = meanwhile
        desk.now += timedelta(minutes=1)
        await rules.refresh(desk, proposed.workspace_id, proposed.brand_id, desk.clock())
        (rule,) = await rules.shown(desk, desk.member, desk.brand.id)
        return rule

    await desk.calms(1)
    told = await refreshed(tell)
    assert (told.told_in, told.evidence.acts) == ("a run", 4)

    await desk.decide(rules.accept, told)
    for _ in range(2):
        await desk.edits("Chai is ready.", "Chai is ready!")
    kept = await refreshed(lambda: desk.decide(rules.accept, told))
    assert kept.evidence.against == ()


async def test_two_who_state_the_same_rule_at_once_state_one(database_url, now):
    store, member, brand = await a_brand(database_url, now)
    desk = Desk(store, member, brand, now)
    given = {"platform": None, "language": None, "surface": "test"}
    stated = await asyncio.gather(
        *(rules.state(desk, member, brand.id, CALM, **given) for _ in range(4))
    )
    assert len({rule.id for rule in stated}) == 1
    assert len(await rules.shown(desk, member, brand.id)) == 1
    await store.close()


async def test_what_became_of_each_rule_is_told_in_the_chat(desk):
    stated = {"platform": None, "language": None, "surface": "test"}
    own = desk.member
    calm, quiet = CALM, Habit(aspect=Aspect.NO_EMOJI)
    await rules.state(desk, own, desk.brand.id, quiet, **stated)
    await desk.calms(3)
    await desk.rules()
    turn = await a_turn(desk)
    told = await carry_out(turn, RuleWish(act="decline", numbers=(1, 2)))
    assert told[:-1] == (RulesSettled(act="declined", rules=(rule_words(calm),)),)
    assert told[-1].wish == rule_words(quiet)
    assert "followed already" in told[-1].why


async def a_turn(desk: Desk, name: str = "r") -> Turn:
    own, where, at = desk.member, {"workspace_id": desk.member.workspace_id}, desk.now
    thread = Thread(id=f"t {name}", brand_id=desk.brand.id, created_at=at, updated_at=at, **where)
    run = Run(
        id=name,
        thread_id=f"t {name}",
        number=1,
        status=RunStatus.RUNNING,
        payload={},
        user_id=own.user_id,
        created_at=at,
        updated_at=at,
        **where,
    )
    async with desk.store.writing() as unit:
        await unit.threads.add(thread)
        await unit.runs.accept(run)
    return Turn(desk, own.workspace_id, desk.brand.id, f"t {name}", name, "basic")


async def test_what_is_stated_in_the_chat_is_stated_once_by_a_repeated_run(desk):
    turn = await a_turn(desk)
    price = Habit(aspect=Aspect.NO_PRICE)
    wish = RuleWish(act="state", habits=(CALM, price))
    told = await carry_out(turn, wish)
    words = (rule_words(CALM), rule_words(price))
    assert told == (RulesSettled(act="accepted", rules=words),)
    shown = await rules.shown(desk, desk.member, desk.brand.id)
    # of one moment, they stand in no order that matters
    first, second = sorted(shown, key=lambda rule: rule.habit != CALM)
    await desk.decide(rules.delete, first)
    # somebody dropped one meanwhile: the repetition tells what it did, and does not do it again
    assert await carry_out(turn, wish) == told
    assert await rules.shown(desk, desk.member, desk.brand.id) == (second,)
    again = await carry_out(await a_turn(desk, "later"), RuleWish(act="state", habits=(CALM,)))
    assert again[0].forget == "exclamation marks"
    assert len(await rules.shown(desk, desk.member, desk.brand.id)) == 2


async def test_what_cannot_be_stated_in_the_chat_is_told(desk):
    turn = await a_turn(desk)
    await carry_out(turn, RuleWish(act="state", habits=(Habit(aspect=Aspect.NO_PRICE),)))
    opposite = Habit(aspect=Aspect.ADD_PRICE)
    told = await carry_out(turn, RuleWish(act="state", habits=(opposite, CALM)))
    assert told[0].rules == (rule_words(CALM),)
    assert (told[1].wish, "opposite" in told[1].why) == (rule_words(opposite), True)
    (told,) = await carry_out(turn, RuleWish(act="state", own_contact="address"))
    assert "does not have your address yet" in told.why
    (told,) = await carry_out(turn, RuleWish(act="state"))
    assert "which rule" in told.why


async def test_opposites_are_refused_and_a_stated_rule_is_kept_once(desk):
    async def state(aspect: Aspect, **more) -> BrandRule:
        given = {"platform": None, "language": None, "surface": "test", **more}
        params = Params(text="🙏") if aspect is Aspect.ADD_EMOJI else Params()
        habit = Habit(aspect=aspect, params=params)
        return await rules.state(desk, desk.member, desk.brand.id, habit, **given)

    stated = await state(Aspect.NO_EMOJI, platform=Platform.LINKEDIN)
    assert await state(Aspect.NO_EMOJI, platform=Platform.LINKEDIN) == stated
    assert stated.created_by == "Asha"
    with pytest.raises(ConflictError, match="opposite"):
        await state(Aspect.ADD_EMOJI)
    assert (await state(Aspect.ADD_EMOJI, platform=Platform.X)).status is RuleStatus.ACCEPTED
    with pytest.raises(ConflictError, match="followed already"):
        await desk.decide(rules.decline, stated)
    desk.member = desk.member.model_copy(update={"role": Role.VIEWER})
    with pytest.raises(ForbiddenError):
        await desk.decide(rules.delete, stated)


@pytest.mark.parametrize(
    ("aspect", "text", "why"),
    [
        (Aspect.SIGN_OFF, "Always cheap, always yours.", "“cheap” is on the brand's list"),
        (Aspect.ADD_HASHTAG, "#NotUs", "“NotUs” is on the brand's list of hashtags"),
        (Aspect.OPENING, "Better than Chai Point:", "Names the competitor Chai Point"),
        (Aspect.CALL_TO_ACTION, "It cures every cold, guaranteed.", "would stop every post"),
    ],
)
async def test_what_the_checks_would_stop_in_every_post_becomes_no_rule(desk, aspect, text, why):
    await desk.knows(
        BrandProfile(
            brand_voice=BrandVoice(avoid_words=("cheap",), banned_hashtags=("NotUs",)),
            competitors=(Competitor(name="Chai Point"),),
        )
    )
    habit = Habit(aspect=aspect, params=Params(text=text))
    given = {"platform": None, "language": None, "surface": "test"}
    with pytest.raises(ConflictError, match=why) as refused:
        await rules.state(desk, desk.member, desk.brand.id, habit, **given)
    assert refused.value.code == "rule_unfit"
    assert await desk.rules() == ()
    plain = Habit(aspect=Aspect.SIGN_OFF, params=Params(text="See you at the counter."))
    assert await rules.state(desk, desk.member, desk.brand.id, plain, **given)
    # to take such a word out is what a rule is for
    out = Habit(aspect=Aspect.LEAVE_OUT, params=Params(old="cheap"))
    assert await rules.state(desk, desk.member, desk.brand.id, out, **given)
