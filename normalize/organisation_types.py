"""What is read of offices: one office, all of a cell, and an office with the separator and sign it was found with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """One office. `start`, `end` are the offsets of its name in the input; `lead` is None where no name is marked."""

    name: str
    start: int
    end: int
    lead: bool | None = None
    parent: str | None = None
    unit: str | None = None
    provisional: bool | None = None
    former: str | None = None
    is_collective: bool = False

    def as_dict(self) -> dict[str, object]:
        """The keys of the normalize cases; a key without a value is left out."""
        pairs = {key: getattr(self, key) for key in ("name", "lead", "parent", "unit", "provisional", "former")}
        return {key: value for key, value in pairs.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Organisations:
    """All offices in the order of the text, collective words among them; `scope` is each, all or related."""

    orgs: tuple[Organisation, ...] = ()
    scope: str | None = None
    others: bool = False

    def as_dict(self) -> dict[str, object]:
        """The keys of the normalize cases: `orgs` holds single offices only."""
        single = [org.as_dict() for org in self.orgs if not org.is_collective]
        return {"orgs": single, "scope": self.scope, "others": self.others}


@dataclass(frozen=True, slots=True)
class Found:
    """An office as read from its piece, with the separator before it and its sign (lead, aside, bullet or None)."""

    org: Organisation
    before: str
    sign: str | None
