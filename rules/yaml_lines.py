"""YAML that knows its lines: a rule file in, a validated model out, or every fault of the file with its place.

Read by PyYAML's safe loader. Scalars stay strings (`No` is a label, not False; 012025 is a code, not an octal number);
an empty value, `null` and `~` are None. The model turns "true" and "3" into what it declares.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar

import regex
import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plansheets.errors import RuleError
from plansheets.rules.nearest import did_you_mean, keys_at
from plansheets.rules.patterns import Located

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
"""A place in a document: keys and list positions."""

_NO_ALIAS = "anchors and aliases are not read; write the value out"
_NULL = "tag:yaml.org,2002:null"
_PLAIN = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp", "merge", "value")}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a rule file. `str()` gives "path:line: key 'headngs': unknown; did you mean 'headings'?"."""

    path: str
    line: int
    key: str
    message: str
    severity: Literal["error", "note"] = "error"

    def __str__(self) -> str:
        key = f"key '{self.key}': " if self.key else ""
        note = "note: " if self.severity == "note" else ""
        return f"{self.path}:{self.line}: {note}{key}{self.message}"


@dataclass(slots=True)
class Document:
    """A YAML file as plain data. `lines` gives the line, from 1, of every key and list item."""

    path: str
    data: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, at: Place, message: str, severity: Literal["error", "note"] = "error") -> Fault:
        """A fault at a place, or at the nearest place above it that the file has."""
        known = at
        while known and known not in self.lines:
            known = known[:-1]
        return Fault(self.path, self.lines.get(known, 1), dotted(at), message, severity)


class _Loader(yaml.SafeLoader):
    """Refuses aliases: they make a file of ten lines a document of a billion nodes, and rules have no use for them."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark: yaml.Mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem=_NO_ALIAS, problem_mark=mark)
        return super().compose_node(parent, index)


def dotted(at: Place) -> str:
    """('headings', 0, 'pattern') → "headings[0].pattern"."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at).lstrip(".")


def read_yaml(text: str, path: str) -> Document:
    """The data, the lines and the faults (syntax, duplicate keys) of a YAML text."""
    document = Document(path)
    try:
        node = yaml.compose(text, Loader=_Loader)
        document.data = None if node is None else _build(node, (), document)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        document.faults.append(Fault(path, line, "", f"not YAML: {error.problem or error.context}"))
    except yaml.YAMLError as error:
        document.faults.append(Fault(path, 1, "", f"not YAML: {error}"))
    except RecursionError:
        document.faults.append(Fault(path, 1, "", "nested too deeply"))
    return document


def _build(node: yaml.Node, at: Place, document: Document) -> object:
    """A node as dict, list, str or None; notes the line of every key and item."""
    document.lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, at, document)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*at, index), document) for index, item in enumerate(node.value)]
    if node.tag == _NULL:
        return None
    if node.tag not in _PLAIN:
        document.faults.append(document.fault(at, f"the tag {node.tag!r} is not read; write a plain value"))
    return Located(node.value, f"{document.path}:{node.start_mark.line + 1}")


def _mapping(node: yaml.MappingNode, at: Place, document: Document) -> dict[str, object]:
    made: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            document.faults.append(Fault(document.path, line, dotted(at), "a key must be plain text"))
            continue
        key = str(key_node.value)
        if key in made:
            first = document.lines[(*at, key)]
            message = f"stands twice; first in line {first}"
            document.faults.append(Fault(document.path, line, dotted((*at, key)), message))
            continue
        document.lines[(*at, key)] = line
        made[key] = _build(value_node, (*at, key), document)
    return made


def validate(document: Document, model: type[Model]) -> Model | None:
    """The document as a model; None where it has faults, which are then in `document.faults`, in the file's order."""
    made = None
    if not document.faults or document.data is not None:
        try:
            made = model.model_validate(document.data)
        except ValidationError as errors:
            document.faults += [_fault(error, document, model) for error in errors.errors(include_url=False)]
    document.faults = sorted(set(document.faults))
    return None if document.faults else made


def load_model(path: Traversable, model: type[Model]) -> Model:
    """Read and validate a file. Raises RuleError that lists every fault, one a line."""
    document = read_file(path)
    made = validate(document, model)
    if made is None:
        raise RuleError("\n".join(map(str, document.faults)))
    return made


def read_file(path: Traversable) -> Document:
    """`read_yaml` of a file; a file that cannot be read is a fault like any other."""
    try:
        return read_yaml(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        return Document(str(path), faults=[Fault(str(path), 1, "", f"cannot be read as UTF-8 text: {error}")])


def _fault(error: ErrorDetails, document: Document, model: type[BaseModel]) -> Fault:
    """What pydantic found, in the words of a rule file."""
    kind, loc = error["type"], error["loc"]
    at = _place(loc, document.data)
    if kind == "extra_forbidden":
        return document.fault(at, f"unknown{did_you_mean(str(loc[-1]), keys_at(model, loc[:-1]))}")
    if kind == "missing":
        return document.fault((*at, str(loc[-1])), "is missing")
    if kind in ("literal_error", "enum"):
        word, expected = str(error["input"]), str(error["ctx"]["expected"])
        near = did_you_mean(word, regex.findall(r"'([^']*)'", expected)) if "'" in expected else ""
        return document.fault(at, f"{word!r} is not one of {expected}{near if 'did you' in near else ''}")
    if kind == "value_error":
        return document.fault(at, str(error["ctx"]["error"]))
    return document.fault(at, error["msg"][:1].lower() + error["msg"][1:])


def _place(loc: Sequence[str | int], data: object) -> Place:
    """pydantic's location without the names of union members that it puts in between."""
    at: Place = ()
    here: Any = data
    for step in loc:
        keys = here if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()
        if step in keys:
            here, at = here[step], (*at, step)
    return at
