"""The base of every model: frozen, and closed to fields that nobody defined."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen pydantic model that rejects unknown fields; two equal models are the same fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")
