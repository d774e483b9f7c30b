"""Form XObjects that draw themselves, or one another so often that a page never ends.

They are found and cut before pdfium opens the file: it would follow them until the memory is gone. A stream's
dictionary always stands uncompressed in the file. So the forms are found by their bytes, and a cut puts bytes of the
same length in their place: no offset of the file changes.
"""

import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import regex

DEEPEST: Final = 40
"""Forms within forms that pdfium follows."""
MOST_DRAWN: Final = 200_000
"""Forms that one form may draw, all its forms' forms counted."""
LONGEST_DICTIONARY: Final = 1 << 16
LONGEST_CONTENT: Final = 1 << 24

FORM: Final = regex.compile(rb"/Subtype\s*/Form\b")
STREAM: Final = regex.compile(rb"stream\r?\n?")
OBJECT: Final = regex.compile(rb"(?<!\d)(\d+)\s+\d+\s+obj\b")
HEAD: Final = regex.compile(rb"(?<!\d)(\d+)\s+\d+ obj$")
DRAWS: Final = regex.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
ENTRY: Final = regex.compile(rb"/([^\s/<>\[\](){}%]+)\s+(\d+)\s+\d+\s+R\b")
XOBJECTS: Final = regex.compile(rb"/XObject\s*<<([^<>]*)>>")
XOBJECTS_AT: Final = regex.compile(rb"/XObject\s+(\d+)\s+\d+\s+R\b")
RESOURCES_AT: Final = regex.compile(rb"/Resources\s+(\d+)\s+\d+\s+R\b")
PACKED: Final = regex.compile(rb"/Type\s*/ObjStm\b")


@dataclass
class _Form:
    """`kind_at` is where its `/Form` stands; `draws` counts the forms its content draws, by object number."""

    kind_at: int
    dictionary: tuple[int, int]
    draws: Counter[int] = field(default_factory=Counter)


def cut_endless_forms(data: bytes) -> tuple[bytes, tuple[int, ...]]:
    """The file with its endless forms cut, and the object numbers of those that draw themselves."""
    if FORM.search(data) is None:
        return data, ()
    forms = _File(data).forms
    circular = tuple(number for number in forms if number in _reachable(forms, number))
    if not circular and max(_drawn(forms).values(), default=0) <= MOST_DRAWN:
        return data, ()
    changed = bytearray(data)
    for number in circular:
        _cut_inside(changed, forms, number)
    while heavy := {number: drawn for number, drawn in _drawn(forms).items() if drawn > MOST_DRAWN}:
        _, _, number = min((number not in circular, drawn, number) for number, drawn in heavy.items())
        at = forms[number].kind_at
        changed[at : at + 5] = b"/Gone"
        forms[number].draws.clear()
    return bytes(changed), circular


class _File:
    """A PDF's bytes, and what of its objects is needed here."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.forms: dict[int, _Form] = {}
        self.known: dict[int, bytes] | None = None
        contents: dict[int, Counter[bytes]] = {}
        for match in FORM.finditer(data):
            found = self._form(match.start())
            if found is not None:
                number, form, content = found
                self.forms[number] = form
                contents[number] = Counter(DRAWS.findall(content))
        for number, names in contents.items():
            if names:
                self._link(self.forms[number], names)

    def _form(self, at: int) -> tuple[int, _Form, bytes] | None:
        """The form whose `/Subtype` stands at an offset: its object number and its content."""
        start = self.data.rfind(b" obj", max(0, at - LONGEST_DICTIONARY), at) + 4
        head = HEAD.search(self.data[max(0, start - 24) : start])
        body = STREAM.search(self.data, at, at + LONGEST_DICTIONARY)
        if head is None or body is None:
            return None
        end = self.data.find(b"endstream", body.end())
        kind_at = self.data.index(b"/Form", at)
        content = unpacked(self.data[start : body.start()], self.data[body.end() : end if end >= 0 else None])
        return int(head[1]), _Form(kind_at, (start, body.start())), content

    def _link(self, form: _Form, names: Counter[bytes]) -> None:
        """Note which forms a content draws: by the names of its resources, else by those of anyone's."""
        own = self.data[slice(*form.dictionary)]
        table = self._named(own)
        for name, times in names.items():
            number = table.get(name)
            if number in self.forms:
                form.draws[number] += times

    def _named(self, dictionary: bytes) -> dict[bytes, int]:
        """XObject name → object number of a form's resources; a form without any uses its page's."""
        at = RESOURCES_AT.search(dictionary)
        resources = self._object(int(at[1])) if at else dictionary
        at = XOBJECTS_AT.search(resources)
        inline = XOBJECTS.search(resources)
        if at or inline:
            text = self._object(int(at[1])) if at else inline[1] if inline else b""
            return {name: int(number) for name, number in ENTRY.findall(text)}
        anyone = b" ".join(match[1] for match in XOBJECTS.finditer(self.data))
        return {name: int(number) for name, number in ENTRY.findall(anyone)}

    def _object(self, number: int) -> bytes:
        """The bytes of an object that is no stream; nothing where there is none."""
        if self.known is None:
            self.known = {}
            for match in PACKED.finditer(self.data):
                self.known |= self._packed(match.start())
            for match in OBJECT.finditer(self.data):
                end = self.data.find(b"endobj", match.end(), match.end() + LONGEST_DICTIONARY)
                self.known[int(match[1])] = self.data[match.end() : max(end, match.end())]
        return self.known.get(number, b"")

    def _packed(self, at: int) -> dict[int, bytes]:
        """The objects of an object stream: a table of pairs (number, offset) and then their texts."""
        start = self.data.rfind(b"obj", 0, at)
        body = STREAM.search(self.data, at, at + LONGEST_DICTIONARY)
        if start < 0 or body is None:
            return {}
        head = self.data[start : body.start()]
        first = regex.search(rb"/First\s+(\d+)", head)
        text = unpacked(head, self.data[body.end() : self.data.find(b"endstream", body.end())])
        if first is None or not text:
            return {}
        numbers = [int(n) for n in text[: int(first[1])].split() if n.isdigit()]
        places = [int(first[1]) + offset for offset in numbers[1::2]] + [len(text)]
        return {n: text[places[i] : places[i + 1]] for i, n in enumerate(numbers[: 2 * len(places) - 2 : 2])}


def unpacked(dictionary: bytes, content: bytes) -> bytes:
    """A stream's content; nothing where it is packed by anything but Flate."""
    if b"/Filter" not in dictionary:
        return content
    if b"/FlateDecode" not in dictionary:
        return b""
    try:
        return zlib.decompressobj().decompress(content, LONGEST_CONTENT)
    except zlib.error:
        return b""


def _reachable(forms: dict[int, _Form], start: int) -> set[int]:
    """The forms that a form draws, directly or through others; itself only where it draws itself."""
    seen: set[int] = set()
    waiting = list(forms[start].draws)
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            waiting += forms[number].draws
    return seen


def _cut_inside(data: bytearray, forms: dict[int, _Form], number: int) -> None:
    """Take out of a form's own resources, where they stand within its dictionary, the forms that draw it again."""
    start, end = forms[number].dictionary
    inline = XOBJECTS.search(data, start, end)
    if inline is None:
        return
    for entry in ENTRY.finditer(bytes(inline[1])):
        child = int(entry[2])
        if child in forms[number].draws and (child == number or number in _reachable(forms, child)):
            at = inline.start(1)
            data[at + entry.start() : at + entry.end()] = b" " * (entry.end() - entry.start())
            del forms[number].draws[child]


def _drawn(forms: dict[int, _Form]) -> dict[int, int]:
    """How many forms each form draws, down to the depth that pdfium follows."""
    drawn = dict.fromkeys(forms, 1)
    for _ in range(DEEPEST):
        deeper = {
            number: min(1 + sum(times * drawn[child] for child, times in form.draws.items()), 10 * MOST_DRAWN)
            for number, form in forms.items()
        }
        if deeper == drawn:
            break
        drawn = deeper
    return drawn
