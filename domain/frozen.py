"""The base of every domain type: immutable, strict about unknown fields. Knows nothing of storage or HTTP."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value; an unknown field is an error, never silently dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")
