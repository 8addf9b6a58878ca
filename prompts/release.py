"""What is released and what is not: the lock over prompt files, new versions, differences."""

import difflib
import importlib
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, TypeAdapter, ValidationError

from domain.errors import ConflictError, InvalidError
from domain.frozen import Frozen
from prompts import loader

HOME = Path(str(files("prompts")))
LOCK = "released.json"
_KEY = re.compile(r"[a-z][a-z_]*/v[1-9]\d{0,5}")
_LOCKED = TypeAdapter(dict[str, str])
_BACK = f"Bring prompts/{LOCK} back from the history."
State = Literal["released", "draft", "changed", "missing"]
"""As locked; not locked yet; locked with other words; locked, and the file is gone."""


class Version(Frozen):
    """One version of one prompt, and how it stands to the lock."""

    name: str
    version: int
    state: State
    hash: str
    """Empty where the file is gone or cannot be read."""
    problems: tuple[str, ...] = ()
    is_new: bool = False
    """The only version of a prompt of which none is released, as it also looks to a lost lock."""

    @property
    def key(self) -> str:
        return f"{self.name}/v{self.version}"

    @property
    def is_fine(self) -> bool:
        return self.can_be_locked and not self.is_new

    @property
    def can_be_locked(self) -> bool:
        return not self.problems and self.state in {"released", "draft"}


def survey() -> tuple[Version, ...]:
    """Every version that there is or was, by name and number."""
    lock = released()
    there = [(name, number) for name in loader.names() for number in loader.versions(name)]
    keys = {f"{name}/v{number}" for name, number in there}
    found = [_examined(name, number, lock) for name, number in there]
    found += [_gone(key) for key in lock if key not in keys]
    found = [_against_its_kin(version, lock) for version in found]
    return tuple(sorted(found, key=lambda v: (v.name, v.version)))


def released() -> dict[str, str]:
    """Hashes of the released versions by "name/vN".

    Raises:
        InvalidError: `bad_lock`; nothing can be said of any version then.
    """
    try:
        locked = _LOCKED.validate_python(json.loads((HOME / LOCK).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise InvalidError(f"There is no prompts/{LOCK}. {_BACK}", code="bad_lock") from error
    except ValidationError as error:
        why = "it is no mapping of versions to hashes"
        raise InvalidError(f"prompts/{LOCK}: {why}. {_BACK}", code="bad_lock") from error
    except (ValueError, RecursionError) as error:
        raise InvalidError(
            f"prompts/{LOCK} is not JSON: {error}. {_BACK}", code="bad_lock"
        ) from error
    if odd := [key for key in locked if not _KEY.fullmatch(key)]:
        raise InvalidError(f"prompts/{LOCK}: “{odd[0]}” names no version. {_BACK}", code="bad_lock")
    return locked


def _against_its_kin(version: Version, lock: dict[str, str]) -> Version:
    """Whether a draft can be one: a next version is begun only when the one before is released."""
    if version.state != "draft":
        return version
    numbers = loader.versions(version.name)
    if version.version != numbers[-1]:
        lost = (
            f"A later version was begun, so it was released once, and the lock lost it. {_BACK}",
        )
        return version.model_copy(update={"problems": (*version.problems, *lost)})
    is_new = not any(f"{version.name}/v{number}" in lock for number in numbers)
    return version.model_copy(update={"is_new": is_new})


def _examined(name: str, number: int, lock: dict[str, str]) -> Version:
    key = f"{name}/v{number}"
    try:
        prompt = loader.load(name, number)
    except loader.BadPromptError as error:
        state: State = "changed" if key in lock else "draft"
        return Version(name=name, version=number, state=state, hash="", problems=(str(error),))
    problems = _contract(prompt, name, number)
    if key not in lock:
        return Version(
            name=name, version=number, state="draft", hash=prompt.hash, problems=problems
        )
    same = lock[key] == prompt.hash
    if not same:
        problems = (
            f"Its words changed after its release. Put them back, and write the change into a "
            f"version of its own: insta-media prompts new-version {name}",
            *problems,
        )
    return Version(
        name=name,
        version=number,
        state="released" if same else "changed",
        hash=prompt.hash,
        problems=problems,
    )


def _contract(prompt: loader.Prompt, name: str, number: int) -> tuple[str, ...]:
    """Whether the front matter says what the file is and what its body needs."""
    from jinja2 import TemplateSyntaxError, meta

    front, problems = prompt.front, []
    if (front.name, front.version) != (name, number):
        problems.append(f"Its front matter says {front.name} version {front.version}.")
    try:
        used = meta.find_undeclared_variables(loader.environment().parse(prompt.body))
    except TemplateSyntaxError as error:
        return (*problems, f"Line {error.lineno} of its body: {error.message}.")
    if unused := sorted(set(front.inputs) - used):
        problems.append(f"It declares {', '.join(unused)} and does not use them.")
    if undeclared := sorted(used - set(front.inputs)):
        problems.append(f"It uses {', '.join(undeclared)} and does not declare them.")
    if not _names_a_type(front.output):
        problems.append(f"Its output {front.output} is no type of ours.")
    return tuple(problems)


def _names_a_type(path: str) -> bool:
    module, _, name = path.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), name, None)
    except (ImportError, ValueError):
        return False
    return isinstance(found, type) and issubclass(found, BaseModel)


def _gone(key: str) -> Version:
    name, _, number = key.partition("/v")
    problem = "It was released, and its file is gone. Bring it back from the history."
    return Version(name=name, version=int(number), state="missing", hash="", problems=(problem,))


def draft_version(name: str) -> Path:
    """A next version, with the newest one's words and its own number, to be edited.

    Raises:
        NotFoundError: No such prompt.
        ConflictError: `draft_exists`; the newest version is not released yet, so it is the draft.
        InvalidError: `bad_prompt`; what the newest version says of itself is not in order.
    """
    newest = loader.versions(name)[-1]
    if f"{name}/v{newest}" not in released():
        raise ConflictError(
            f"prompts/{name}/v{newest}.md is not released yet: change that one.",
            code="draft_exists",
        )
    if problems := _contract(loader.load(name, newest), name, newest):
        raise InvalidError(
            f"prompts/{name}/v{newest}.md: {problems[0]} Correct it, or bring the file back from "
            "version control; the next version begins with its words.",
            code="bad_prompt",
        )
    text = (HOME / name / f"v{newest}.md").read_text(encoding="utf-8")
    path = HOME / name / f"v{newest + 1}.md"
    numbered = re.sub(r"(?m)^version:\s*\d+\s*$", f"version: {newest + 1}", text, count=1)
    path.write_text(numbered, encoding="utf-8")
    return path


def lock_drafts() -> tuple[str, ...]:
    """Release every draft that is in order: from then on its words do not change.

    Raises:
        ConflictError: `prompts_broken`; something is not in order, so nothing was released.
    """
    found = survey()
    broken = [version.key for version in found if not version.can_be_locked]
    if broken:
        raise ConflictError(
            f"Nothing was released: {', '.join(broken)} first. See: insta-media prompts verify",
            code="prompts_broken",
        )
    drafts = {version.key: version.hash for version in found if version.state == "draft"}
    if drafts:
        text = json.dumps(dict(sorted((released() | drafts).items())), indent=2)
        (HOME / LOCK).write_text(text + "\n", encoding="utf-8")
    return tuple(drafts)


def difference(name: str, old: int, new: int) -> tuple[str, ...]:
    """The lines of a unified difference between two versions; none when they are equal.

    Raises:
        NotFoundError: No such prompt or version.
    """
    before, after = (_text(name, number) for number in (old, new))
    lines = difflib.unified_diff(
        before, after, f"prompts/{name}/v{old}.md", f"prompts/{name}/v{new}.md", lineterm="", n=2
    )
    return tuple(lines)


def _text(name: str, number: int) -> list[str]:
    loader.load(name, number)
    return (HOME / name / f"v{number}.md").read_text(encoding="utf-8").splitlines()
