"""The standard security handler with RC4 and 128 bit (ISO 32000-1, 7.6.3: revision 3), for the tests' PDFs."""

import hashlib

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FILE_ID = b"plansheets-tests"
ALL_RIGHTS = -4
KEY_BYTES = 16


def rc4(key: bytes, data: bytes) -> bytes:
    """The stream cipher: it locks and unlocks alike."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _turned(key: bytes, data: bytes) -> bytes:
    """Twenty times RC4, each with the key changed by the round's number."""
    for turn in range(20):
        data = rc4(bytes(byte ^ turn for byte in key), data)
    return data


def _stretched(data: bytes) -> bytes:
    for _ in range(51):
        data = hashlib.md5(data).digest()
    return data


class Lock:
    """Encrypts one file; an empty user password lets everyone read it."""

    def __init__(self, user: bytes = b"", owner: bytes = b"owner") -> None:
        padded = (user + PADDING)[:32]
        self.owner_entry = _turned(_stretched((owner + PADDING)[:32]), padded)
        rights = (ALL_RIGHTS & 0xFFFFFFFF).to_bytes(4, "little")
        self.key = _stretched(padded + self.owner_entry + rights + FILE_ID)
        self.user_entry = _turned(self.key, hashlib.md5(PADDING + FILE_ID).digest()) + bytes(16)

    def seal(self, number: int, body: bytes) -> bytes:
        """An object with its stream, if it has one, encrypted."""
        head, mark, rest = body.partition(b"\nstream\n")
        if not mark:
            return body
        data = rest.removesuffix(b"\nendstream")
        salted = self.key + number.to_bytes(3, "little") + bytes(2)
        sealed = rc4(hashlib.md5(salted).digest()[:KEY_BYTES], data)
        return head + mark + sealed + b"\nendstream"

    def trailer(self) -> bytes:
        """The trailer's keys."""
        return b"/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P %d /O <%s> /U <%s> >>" % (
            FILE_ID.hex().encode(),
            FILE_ID.hex().encode(),
            ALL_RIGHTS,
            self.owner_entry.hex().encode(),
            self.user_entry.hex().encode(),
        )
