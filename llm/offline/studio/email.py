"""E-mails by the offline author: subject, preview, paragraphs, one thing to do, a name below."""

from domain.content import Claim
from domain.register import Register
from llm.offline.studio.composing import composed
from llm.offline.studio.material import (
    Line,
    Material,
    built,
    cut,
)
from llm.tasks.email import LONGEST_SUBJECT, Email, Emails
from llm.tasks.studio import CopyInputs

LONGEST_PREVIEW = 90
_BUILDS = (
    (("hook", "desc"), ("offer", "price"), ("fact",), ("place",)),
    (("hook", "greeting"), ("fact",), ("desc", "price"), ("offer",)),
    (("hook", "offer"), ("desc",), ("audience", "place"), ("fact",)),
    (("hook", "audience"), ("price", "offer"), ("fact", "place"), ("greeting",)),
    (("hook", "fact"), ("desc", "offer"), ("greeting", "price"), ("question",)),
)
"""The paragraphs of each variation, by the kinds of their sentences."""


def write_emails(inputs: CopyInputs) -> Emails:
    """The e-mails, or questions where there is too little to write from."""
    return composed(Emails, inputs, _email)


def _email(inputs: CopyInputs, material: Material, place: int, register: Register) -> Email:
    data = material.data["email"]
    hook = material.hook(register, place)
    body, claims = _body(inputs, material, place, Line(hook, material.claimed(hook)))
    subject = material.fitting(material.titles(data["subjects"]), place, LONGEST_SUBJECT)
    preview = _preview(material, place, subject)
    calls = [*material.data["calls"]["mail"], *material.data["calls"][material.way]]
    stated = (*claims, *material.claimed(f"{subject}\n{preview}"))
    return Email(
        register=register,
        hook=hook,
        subject=subject or cut(material.slots["name"], LONGEST_SUBJECT),
        preview=preview,
        greeting=material.pick(list(data["greetings"]), place),
        body=body,
        call_to_action=" ".join(filter(None, (material.pick(calls, place), material.reach()))),
        sign_off=material.pick(list(data["signs"]), place),
        claims=tuple(dict.fromkeys(stated)),
    )


def _body(
    inputs: CopyInputs, material: Material, place: int, hook: Line
) -> tuple[tuple[str, ...], tuple[Claim, ...]]:
    """The paragraphs with all that they claim; an offer given is in one of them."""
    told = [hook]
    paragraphs = []
    for kinds in _paragraphs(inputs, place):
        lines: list[Line] = []
        for kind in _with_news(kinds):
            before = " ".join(one.text for one in lines)
            line = hook if kind == "hook" else material.line(kind, place, after=before)
            if line.text and (line is hook or _is_new(line, told)):
                lines.append(line)
                told.append(line)
        if lines:
            paragraphs.append(" ".join(line.text for line in lines))
    return tuple(paragraphs), tuple(claim for line in told for claim in line.claims)


def _paragraphs(inputs: CopyInputs, place: int) -> tuple[tuple[str, ...], ...]:
    """A template's parts in pairs, in its order; else those of the variation's build."""
    own = built(inputs, ())
    if not own:
        return _BUILDS[place % len(_BUILDS)]
    rest = [own[n : n + 2] for n in range(1, len(own), 2)]
    return (("hook", own[0]), *rest)


def _with_news(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return (kinds[0], "news", *kinds[1:]) if kinds[0] == "hook" else kinds


def _is_new(line: Line, told: list[Line]) -> bool:
    """Whether it states something that was not said; a line without a claim always is."""
    known = {claim for one in told for claim in one.claims}
    return not line.claims or not set(line.claims) <= known


def _preview(material: Material, place: int, subject: str) -> str:
    """Another thing than the subject says, as long as an inbox shows."""
    facts = material.facts
    fact = material.said(facts[place % len(facts)].text) if facts else ""
    patterns = [p for p in material.data["email"]["previews"] if p.split(".")[0] != subject]
    found = material.pick(patterns, place, most=LONGEST_PREVIEW, fact=fact)
    return found or cut(fact or material.slots["subject"], LONGEST_PREVIEW)
