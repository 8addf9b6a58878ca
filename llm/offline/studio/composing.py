"""How each of the studio's texts comes about: questions first, then one text per register."""

from collections.abc import Callable
from typing import Any, TypeVar

from domain.register import Register
from llm.offline.studio.material import (
    Material,
    learned,
    missing,
    read_material,
    registers,
    unused,
)
from llm.tasks.studio import Copies, CopyInputs

_Inputs = TypeVar("_Inputs", bound=CopyInputs)
_Answer = TypeVar("_Answer", bound=Copies)


def composed(
    answer: type[_Answer],
    inputs: _Inputs,
    one: Callable[[_Inputs, Material, int, Register], Any],
    prepare: Callable[[_Inputs, Material], tuple[str, ...]] = lambda _inputs, _material: (),
) -> _Answer:
    """The texts, or questions where there is too little to write from.

    `one` writes the text of a place and a register; `prepare` looks at the material before, and may
    ask for more.
    """
    if asked := missing(inputs):
        return answer(missing=asked)
    material = read_material(inputs)
    if asked := missing(inputs, material) or prepare(inputs, material):
        return answer(missing=asked)
    made = tuple(
        one(inputs, material, place, register)
        for place, register in enumerate(registers(inputs, material))
    )
    return answer.model_validate(
        {
            "variations": made,
            "learned": learned(inputs, [one.register for one in made]),
            "unused": unused(material),
        }
    )
