"""What does not fit in fields that a person gave, in words: validation knows types, not readers."""

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

_SAID = {
    "missing": "is missing",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "string_type": "must be text",
    "string_pattern_mismatch": "must be an address that begins with http:// or https://",
    "timezone_aware": "must have an offset, as in 2026-11-12T19:30:00+05:30",
}
_TIME = "must be a date and time with an offset, as in 2026-11-12T19:30:00+05:30"


def misfit(error: ValidationError, model: type[BaseModel], *, within: tuple[str, ...] = ()) -> str:
    """One sentence per field, with the fields or values that would fit.

    Args:
        error: What validation found.
        model: What was validated.
        within: Where the model stands in what the person gave.
    """
    found = (_line(dict(one), model, within) for one in error.errors())
    return f"This does not fit: {'; '.join(found)}."


def _line(found: dict[str, Any], model: type[BaseModel], within: tuple[str, ...]) -> str:
    kind, path = str(found["type"]), (*within, *found["loc"])
    name = ".".join(map(str, path))
    if kind == "extra_forbidden":
        holder = ".".join(map(str, path[:-1])) or "it"
        known = ", ".join(_model_at(model, found["loc"][:-1]).model_fields)
        return f"{holder} has no field “{path[-1]}”. Its fields are {known}"
    if kind in ("enum", "literal_error"):
        allowed = str(found["ctx"]["expected"]).replace("'", "")
        return f"{name} cannot be “{str(found['input'])[:60]}”. It can be {allowed}"
    if kind.startswith("datetime"):
        return f"{name} {_TIME}"
    plain = str(found["msg"]).removeprefix("Value error, ")
    return f"{name} {_SAID[kind]}" if kind in _SAID else f"{name}: {plain}"


def _model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel]:
    """The model whose field a path leads to; numbers are places in a list of one kind."""
    for step in path:
        if isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The one model of an annotation such as `tuple[Mention, ...]` or `Video | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model_in(one))), None)
