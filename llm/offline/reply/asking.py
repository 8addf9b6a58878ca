"""What is said while the team asks about the brand: questions, and what was understood."""

from typing import Any

from llm.offline.reply.conversation import bullets, words
from llm.tasks.reply import IntakeConfirm, IntakeQuestion, IntakeSaved, IntakeStopped, KnownFact


def intake_question(it: IntakeQuestion) -> str:
    return question(it, words())


def intake_confirm(it: IntakeConfirm) -> str:
    return confirm(it, words())


def intake_saved(it: IntakeSaved) -> str:
    return saved(it, words())


def intake_stopped(it: IntakeStopped) -> str:
    return stopped(it, words())


def question(it: IntakeQuestion, said: dict[str, Any]) -> str:
    """In the language whose sentences are given."""
    blocks = [f"{said['intake_noted']}\n{_facts(it.understood, said)}"] if it.understood else []
    blocks += _unplaced(it.unplaced, said)
    asked = str(said["intake_asks"][it.topic.value])
    return "\n\n".join([*blocks, asked if it.is_essential else f"{asked} {said['intake_skip']}"])


def confirm(it: IntakeConfirm, said: dict[str, Any]) -> str:
    shown = f"{said['intake_shown']}\n{_facts(it.understood, said)}"
    asked = str(said["intake_wrong" if it.is_refused else "intake_save"])
    return "\n\n".join([shown, *_unplaced(it.unplaced, said), asked])


def saved(it: IntakeSaved, said: dict[str, Any]) -> str:
    return f"{said['intake_saved']} {said['intake_done']}" if it.is_done else said["intake_saved"]


def stopped(it: IntakeStopped, said: dict[str, Any]) -> str:
    if not it.missing:
        return f"{said['intake_enough']} {said['intake_done']}"
    asked = [str(said["intake_asks"][topic.value]) for topic in it.missing]
    return f"{said['intake_lacking']}\n{bullets(asked)}"


def _unplaced(words: tuple[str, ...], said: dict[str, Any]) -> list[str]:
    quoted = ", ".join(f"“{one}”" for one in words)
    return [str(said["intake_unplaced"]).format(said=quoted)] if words else []


def _facts(facts: tuple[KnownFact, ...], said: dict[str, Any]) -> str:
    return bullets([f"{said['intake_topics'][f.topic.value]}: {_text(f, said)}" for f in facts])


def _text(fact: KnownFact, said: dict[str, Any]) -> str:
    if fact.topic.value != "languages":
        return fact.text
    return ", ".join(str(said["intake_languages"].get(c, c)) for c in fact.text.split(", "))
