"""Which slot each label of a sheet means, where the form has the same label twice."""

from collections.abc import Sequence
from itertools import pairwise, product

from plansheets.extract.dump.pieces import Piece
from plansheets.rules.dump_shape import DumpShape

MAX_CHOICES = 4096
"""Combinations that are tried; a sheet of a known form has a few dozen."""


def resolve_labels(shape: DumpShape, pieces: Sequence[Piece]) -> dict[int, str]:
    """piece.at → name, for every label of a slot, a level or the number. No slot is named twice.

    Tried out in full: two labels that follow one another in the form should do so in the dump, and a label should stand
    by its group.
    """
    labels = [piece for piece in pieces if piece.kind == "label" and piece.names]
    fixed = {piece.at: piece.names[0] for piece in labels if len(piece.names) == 1}
    taken: set[str] = set()
    for at, name in list(fixed.items()):
        if name in taken and name != "number":
            del fixed[at]
        taken.add(name)
    open_ = [piece for piece in labels if len(piece.names) > 1]
    choices = [[*piece.names, ""] for piece in open_]
    total = 1
    for names in choices:
        total *= len(names)
    if total > MAX_CHOICES:
        open_, choices = open_[:5], choices[:5]
    best, lowest = dict(fixed), float("inf")
    for picked in product(*choices):
        used = [name for name in picked if name]
        if len(set(used)) < len(used) or taken & set(used):
            continue
        trial = fixed | {piece.at: name for piece, name in zip(open_, picked, strict=True) if name}
        cost = _cost(shape, pieces, labels, trial) + sum(
            0.6 * piece.names.index(name) if name else 3 for piece, name in zip(open_, picked, strict=True)
        )
        if cost < lowest:
            best, lowest = trial, cost
    return best


def _cost(shape: DumpShape, pieces: Sequence[Piece], labels: Sequence[Piece], names: dict[int, str]) -> float:
    cost = 0.0
    order = [names[piece.at] for piece in labels if piece.at in names and names[piece.at].startswith("slot:")]
    numbers = [int(name[5:]) for name in order]
    for one, two in pairwise(numbers):
        cost += 0 if two - one == 1 else 1 if two > one else 1.5
    groups = [(piece.at, piece.names[0]) for piece in pieces if piece.kind == "group" and piece.names]
    for at, name in names.items():
        group = shape.slots[int(name[5:])].group if name.startswith("slot:") else None
        if group and groups:
            before = [g for place, g in groups if place < at]
            after = [g for place, g in groups if place > at]
            near = ([before[-1]] if before else []) + ([after[0]] if after else [])
            cost += 0 if group in near else 0.8
    return cost
