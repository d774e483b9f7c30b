"""The nearest right key: which keys a pydantic model knows at a place, and which of them was meant."""

from collections.abc import Sequence
from difflib import get_close_matches
from types import UnionType
from typing import Union, get_args, get_origin

from pydantic import BaseModel


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """What a message ends with: "; did you mean 'headings'?", or all that is known where nothing is near."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean '{near[0]}'?"
    return f"; known: {', '.join(sorted(known))}" if known else ""


def keys_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys that a model knows at a location."""
    here: list[object] = [model]
    for step in loc:
        here = [inner for shape in here for inner in _step(shape, step)]
    shapes = [shape for outer in here for shape in _members(outer)]
    return sorted({key for shape in shapes for key in _fields(shape)})


def _step(shape: object, step: str | int) -> list[object]:
    """The types that one step of a location leads to."""
    found: list[object] = []
    for member in _members(shape):
        if fields := _fields(member):
            if step in fields:
                found.append(fields[str(step)])
            elif getattr(member, "__name__", None) == step:
                found.append(member)
        elif get_args(member):
            found.append(get_args(member)[-1] if isinstance(step, str) else get_args(member)[0])
    return found


def _members(shape: object) -> list[object]:
    """The members of a union; the type itself otherwise."""
    is_union = get_origin(shape) in (Union, UnionType)
    return [inner for arg in get_args(shape) for inner in _members(arg)] if is_union else [shape]


def _fields(shape: object) -> dict[str, object]:
    """A model's keys, as written in a file, with their types; empty for what is no model."""
    fields = shape.model_fields if isinstance(shape, type) and issubclass(shape, BaseModel) else {}
    return {info.alias or name: info.annotation for name, info in fields.items()}
