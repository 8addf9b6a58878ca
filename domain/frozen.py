"""The base of every domain type: immutable, strict about unknown fields. Knows no storage."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value; an unknown field is an error, never silently dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Absent:
    """Answers every look-up with AttributeError, as if the name were not there."""

    def __get__(self, instance: object, owner: type) -> None:
        raise AttributeError


# Pydantic's classes inherit `register` from ABCMeta, and it would take that method for the default
# of a field called `register` (with a warning). Emotional registers are this product's vocabulary.
type.__setattr__(Frozen, "register", _Absent())
