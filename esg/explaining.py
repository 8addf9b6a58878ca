"""Puts together what the engine says of a text: references, registers, expectation, what helps."""

from collections.abc import Sequence

from domain.explanation import BestRegister, Explanation, Lift, ReadRegister, Space
from domain.platform import Platform
from domain.post import Reference
from domain.preference import ENOUGH_POSTS
from domain.register import Register, RegisterReading
from esg.brand import BrandModel
from esg.epm import REGISTERS, weights_of
from esg.preferences import Known, allowed

LEAST_LIFT = 0.5
"""Points of ERS below which a change is not worth telling."""
MOST_LIFTS = 3


def explained(
    references: Sequence[Reference],
    nearest: Sequence[Reference],
    readings: Sequence[RegisterReading],
    known: Known,
    *,
    space: Space,
    platform: Platform | None,
) -> Explanation:
    """The explanation of a text.

    Args:
        references: Those to learn from, as they are shown.
        nearest: The most similar posts whatever their score, for the expectation.
        readings: The registers the text speaks in.
        known: The brand's model.
        space: Where similarity was measured.
        platform: Where the text is to go out; None: anywhere.
    """
    model = known.model
    effects, carried = model.posterior.effects, model.carried
    neighbours = [(reference.post_id, reference.similarity) for reference in nearest]
    best = sorted(allowed(known), key=lambda register: -effects[REGISTERS.index(register)])
    return Explanation(
        space=space,
        references=tuple(references),
        registers=tuple(
            ReadRegister(
                register=reading.register,
                confidence=reading.confidence,
                effect=float(effects[REGISTERS.index(reading.register)]),
                posts=int(carried[REGISTERS.index(reading.register)]),
            )
            for reading in readings
        ),
        expected=model.expect(readings, neighbours, platform),
        level=model.level_on(platform),
        lifts=_lifts(readings, model, best),
        best_registers=tuple(
            BestRegister(register=r, effect=float(effects[at]), posts=int(carried[at]))
            for r in best
            for at in (REGISTERS.index(r),)
        ),
        basis=basis(model),
    )


def basis(model: BrandModel) -> str:
    """How much the model knows, in a sentence."""
    posts = "1 own post" if model.posts == 1 else f"{model.posts} own posts"
    if model.scored > model.posts:
        posts += f" with a feeling that could be read, of {model.scored} with numbers"
    if not model.posts:
        return (
            "No own post shows yet what your people prefer; what is assumed is a first guess from "
            f"“{model.archetype.title}”."
        )
    if model.posts < ENOUGH_POSTS:
        return (
            f"From {posts} and a first guess from “{model.archetype.title}”; at about "
            f"{ENOUGH_POSTS} posts it is the brand's own."
        )
    return f"From {posts}."


def _lifts(
    readings: Sequence[RegisterReading], model: BrandModel, best: Sequence[Register]
) -> tuple[Lift, ...]:
    """Registers that would bring more than those the text speaks in, the largest gain first.

    Only those that own posts speak in: an assumption is no advice.
    """
    spoken = weights_of(readings)
    now, _ = model.posterior.deviation(spoken)
    effects = model.posterior.effects
    lifts = []
    for register in best:
        place = REGISTERS.index(register)
        gain = float(effects[place]) - now
        if gain >= LEAST_LIFT and spoken[place] < 0.5 and model.carried[place]:
            lifts.append(Lift(what=_what(register), register=register, points=gain))
    return tuple(lifts[:MOST_LIFTS])


_WHAT = {
    Register.VULNERABILITY: "Tell of something that was hard, as it was",
    Register.PRIDE: "Show the work or result you stand by",
    Register.HUMOUR: "Let it make them smile",
    Register.BELONGING: "Speak of the people around you, and make the reader one of them",
    Register.ASPIRATION: "Show what the reader could become or begin",
    Register.NOSTALGIA: "Bring back a memory that your people share",
    Register.URGENCY: "Say until when, if there is a real end",
    Register.GRATITUDE: "Thank those who made it possible, by what they did",
}


def _what(register: Register) -> str:
    return _WHAT[register]
