"""A rule that a person states in the chat, and what becomes of it. Approves no post."""

from pydantic import ValidationError

from domain.account import Member
from domain.brand import Contact
from domain.errors import InstaMediaError
from domain.rule import Aspect, BrandRule, Habit, Params, rule_words, scope_words, subject_words
from llm.tasks.intent import OwnContact, RuleWish
from llm.tasks.reply import CannotDo, RulesSettled
from tools import rules
from tools.services import Turn

SURFACE = "chat"
_NAMES: dict[OwnContact, str] = {
    "phone": "phone number",
    "whatsapp": "WhatsApp number",
    "email": "e-mail address",
    "website": "website",
    "address": "address",
    "hours": "opening hours",
}
_LINES: dict[OwnContact, str] = {
    "phone": "Phone: {}",
    "whatsapp": "WhatsApp: {}",
    "email": "E-mail: {}",
    "website": "{}",
    "address": "{}",
    "hours": "{}",
}
"""As the last line of a post in any language."""
_UNTOLD = CannotDo(
    wish="",
    why="I could not tell which rule you mean.",
    instead="Say it like this: “never use exclamation marks”.",
)


async def state_rules(
    turn: Turn, wish: RuleWish, member: Member | None, before: tuple[BrandRule, ...]
) -> tuple[RulesSettled | CannotDo, ...]:
    """Follow what was stated from now on, in the person's name and with their rights.

    Args:
        turn: Whose message states it.
        wish: The rules, or the contact of the brand to end with.
        member: Who states it; None: nobody who could.
        before: What this run settled already: a run repeated after a crash states it once.
    """
    if member is None:
        return (_UNTOLD,)
    habits, problem = await _habits(turn, wish)
    if problem:
        return (problem,)
    settled: list[BrandRule] = []
    refused: list[CannotDo] = []
    for habit in habits:
        own = rules.rule_id(turn.brand_id, habit, wish.platform, None)
        done = next((rule for rule in before if rule.id == own), None)
        try:
            settled.append(done or await _state(turn, wish, member, habit))
        except InstaMediaError as error:
            refused.append(CannotDo(wish=rule_words(habit), why=error.message))
    return (*_told(settled), *refused)


async def _state(turn: Turn, wish: RuleWish, member: Member, habit: Habit) -> BrandRule:
    return await rules.state(
        turn.services,
        member,
        turn.brand_id,
        habit,
        platform=wish.platform,
        language=None,
        surface=SURFACE,
        told_in=turn.run_id,
    )


def _told(settled: list[BrandRule]) -> tuple[RulesSettled, ...]:
    if not settled:
        return ()
    said = tuple(rule_words(rule.habit) + scope_words(rule) for rule in settled)
    subject = subject_words(settled[0].habit) if len(settled) == 1 else ""
    return (RulesSettled(act="accepted", rules=said, forget=subject),)


async def _habits(turn: Turn, wish: RuleWish) -> tuple[tuple[Habit, ...], CannotDo | None]:
    if wish.own_contact is None:
        return wish.habits, None if wish.habits else _UNTOLD
    async with turn.services.store.reading() as unit:
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
    line = contact_line(brand.profile.contact, wish.own_contact)
    name = _NAMES[wish.own_contact]
    if not line:
        why = f"Your Brand page does not have your {name} yet, so no post can end with it."
        then = (
            "Add it under contact in the brand's profile (docs/brand.md says how), then tell me "
            "once more."
        )
        return (), CannotDo(wish="", why=why, instead=then)
    try:
        habit = Habit(aspect=Aspect.SIGN_OFF, params=Params(text=line))
    except ValidationError:
        why = f"The {name} of your Brand page is too long for the last line of a post."
        return (), CannotDo(wish="", why=why, instead="Shorten it there, then tell me once more.")
    return (*wish.habits, habit), None


def contact_line(contact: Contact, own: OwnContact) -> str:
    """What the brand prints of itself as one line; empty where its profile has none."""
    said = " ".join(str(getattr(contact, own) or "").split())
    if own == "phone" and not said:  # “our number”: the one there is
        return contact_line(contact, "whatsapp") if contact.whatsapp else ""
    return _LINES[own].format(said) if said else ""
