"""Reads prompt files: checks the front matter, renders strictly, hashes. Calls no model."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from domain.errors import InvalidError, NotFoundError
from domain.frozen import Frozen
from prompts.outside import OutsideText, fence

_ANY: TypeAdapter[Any] = TypeAdapter(Any)
_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


class Parameters(Frozen):
    temperature: float = Field(ge=0, le=2)
    """0 for reading and judging, higher for writing."""
    max_tokens: int = Field(ge=1)
    """Of the answer."""


class FrontMatter(Frozen):
    """A prompt file's contract with its callers."""

    name: str = Field(pattern=r"^[a-z][a-z_]*$")
    """The folder's name."""
    version: int = Field(ge=1)
    """The file's number; a released version never changes."""
    role: Literal["route", "draft", "judge", "analyse"]
    """Which of the configured models answers."""
    inputs: tuple[str, ...]
    """Variables of the body: exactly the fields of the task's input type."""
    output: str
    """Dotted path of the type that the answer must fit."""
    parameters: Parameters


class Prompt(Frozen):
    front: FrontMatter
    body: str
    hash: str
    """sha256 of the file's text with "\\n" line ends."""

    @property
    def version(self) -> str:
        return f"v{self.front.version}"

    def render(self, values: Mapping[str, object]) -> str:
        """The body with its inputs filled in.

        Raises:
            jinja2.UndefinedError: A declared input was not given.
            UnfencedTextError: The body would print outside text without its fence.
        """
        given = {name: values[name] for name in self.front.inputs if name in values}
        rendered: str = environment().from_string(self.body).render(given)
        return rendered


class BadPromptError(InvalidError, ValueError):
    """A prompt's file cannot be read as one: says which, why, and what to do."""

    default_code = "bad_prompt"


class UnfencedTextError(TypeError):
    """A prompt's fault, not a caller's: outside text must go through `fenced`."""


@cache
def names() -> tuple[str, ...]:
    """All prompts, sorted."""
    folders = (entry for entry in files("prompts").iterdir() if entry.is_dir())
    return tuple(sorted(f.name for f in folders if f.joinpath("v1.md").is_file()))


@cache
def versions(name: str) -> tuple[int, ...]:
    folder = files("prompts").joinpath(name)
    if name not in names():
        raise NotFoundError(f"There is no prompt called “{name}”.", code="unknown_prompt")
    found = (re.fullmatch(r"v(\d+)\.md", entry.name) for entry in folder.iterdir())
    return tuple(sorted(int(match.group(1)) for match in found if match))


@cache
def load(name: str, version: int | None = None) -> Prompt:
    """The prompt of that name: the newest version unless one is given.

    Raises:
        NotFoundError: No such prompt or version.
        BadPromptError: The file's front matter is not valid.
    """
    number = version if version is not None else versions(name)[-1]
    if number not in versions(name):
        raise NotFoundError(f"Prompt “{name}” has no version {number}.", code="unknown_prompt")
    where = f"prompts/{name}/v{number}.md"
    try:
        text = files("prompts").joinpath(name, f"v{number}.md").read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _bad(where, "it is no text in UTF-8") from error
    return parse(text, where=where)


def parse(text: str, *, where: str) -> Prompt:
    """A prompt from its file's text.

    Raises:
        BadPromptError: No front matter, or not a valid one; says where.
    """
    text = text.replace("\r\n", "\n")
    match = _FRONT.match(text)
    if match is None:
        raise _bad(where, "a prompt opens with front matter between two lines of ---")
    try:
        front = FrontMatter.model_validate(yaml.safe_load(match.group(1)))
    except ValidationError as error:
        raise _bad(where, _first_fault(error)) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        why = " ".join(str(getattr(error, "problem", None) or error).split())
        raise _bad(where, f"its front matter is no YAML that can be read: {why}") from error
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Prompt(front=front, body=match.group(2).strip() + "\n", hash=digest)


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in fault["loc"])
    return f"{field or 'its front matter'}: {fault['msg']}"


def _bad(where: str, why: str) -> BadPromptError:
    advice = "Correct it, or bring the file back from version control."
    return BadPromptError(f"{where}: {why}. {advice}")


@cache
def environment() -> Any:
    """The strict Jinja environment that all prompts are rendered in."""
    # imported late: only a model's author renders, and start-up should not pay for it
    from jinja2 import Environment, StrictUndefined

    environment = Environment(  # noqa: S701 - prompts are plain text, not HTML
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_refuse_outside
    )
    environment.filters["fenced"] = _fenced
    return environment


def _refuse_outside(value: object) -> object:
    if isinstance(value, OutsideText):
        raise UnfencedTextError("outside text must be rendered with the “fenced” filter")
    return value


def _fenced(value: object, label: str = "data") -> str:
    """Any value as fenced data: outside text as it is, everything else as JSON."""
    if isinstance(value, (OutsideText, str)):
        return fence(value, label)
    if isinstance(value, BaseModel):
        return fence(value.model_dump_json(exclude_none=True, indent=1), label)
    return fence(_ANY.dump_json(value, indent=1, exclude_none=True).decode(), label)
