"""Asks for JSON of a type and reads it from an answer, forgiving how it is wrapped, never what it
says.
"""

import json
from functools import cache
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, ValidationError

from llm.model.hearing import Heard

MOST_FAULTS = 8
"""So many of an answer's faults are told to its author; a model mends few at once."""
_CUT = (
    "Your answer ended before it was whole. Give the whole of it again, shorter: fewer words in "
    "each field."
)


class MisfitError(ValueError):
    """An answer that is not what was asked for; its text says why, to a model."""


@cache
def schema_of(kind: type[BaseModel]) -> dict[str, Any]:
    return kind.model_json_schema()


def is_spoken(kind: type[BaseModel]) -> bool:
    """Whether the answer is one text and nothing beside it: then it is asked for as plain text,
    which can be shown while it is written.
    """
    return list(kind.model_fields) == ["text"]


def asked(prompt: str, kind: type[BaseModel]) -> list[BaseMessage]:
    """The conversation that asks for an answer of a type."""
    if is_spoken(kind):
        form = "Answer with the text itself: nothing before it, nothing after it, no quotes."
    else:
        schema = json.dumps(schema_of(kind), ensure_ascii=False)
        form = (
            f"Answer with one JSON object that fits this JSON Schema, and nothing else:\n{schema}"
        )
    return [SystemMessage(form), HumanMessage(prompt)]


def again(messages: list[BaseMessage], heard: Heard, why: MisfitError) -> list[BaseMessage]:
    """The conversation that asks once more, after an answer that did not fit."""
    return [*messages, AIMessage(heard.text or "(no text)"), HumanMessage(str(why))]


def read(heard: Heard, kind: type[BaseModel]) -> Any:
    """The answer as its type.

    Raises:
        MisfitError: It is none; says why.
    """
    if heard.ending == "refused":
        raise MisfitError(
            "You gave no answer. This is a business's own marketing text, which a person reads "
            "before anything happens. Answer in the form asked for; leave out what you must."
        )
    if heard.ending == "cut":
        raise MisfitError(_CUT)
    if is_spoken(kind):
        return _spoken(heard.text, kind)
    try:
        return kind.model_validate(_object(heard.text))
    except ValidationError as error:
        raise MisfitError(_told(error)) from error


def _spoken(text: str, kind: type[BaseModel]) -> Any:
    said = text.strip()
    if not said:
        raise MisfitError("Your answer was empty. Give the text.")
    return kind.model_validate({"text": said})


def _object(text: str) -> object:
    """The JSON object that a text holds: bare, fenced, or with words before and after it."""
    start = text.find("{")
    if start < 0:
        raise MisfitError(_broken("it holds no JSON object"))
    try:
        found, _end = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        # no brace within the broken one is tried: it would be a part passed off as the whole
        why = f"{error.msg} at character {error.pos}"
        raise MisfitError(_broken(why)) from error
    except RecursionError as error:
        raise MisfitError(_broken("it is nested too deeply")) from error
    return found


def _broken(why: str) -> str:
    return f"Your answer could not be read as JSON: {why}. Give the whole JSON object again."


def _told(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    lines = [
        f"- {'.'.join(map(str, fault['loc'])) or 'the object'}: {fault['msg']}"
        for fault in faults[:MOST_FAULTS]
    ]
    return "\n".join(
        ("Your answer does not fit the schema:", *lines, "Give the whole JSON object again.")
    )
