"""Templates as Jinja has compiled them, remembered: one compiling serves three languages and the builds that follow."""

from __future__ import annotations

from jinja2.bccache import Bucket, BytecodeCache

from ..checked_pages import CODE
from ..memory import Made, Memory
from ..reads import digest

ROOM = "templates"


class Compiled(BytecodeCache):
    """Jinja's own cache, kept in the memory of a build; a template whose source differs is compiled anew."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a bucket what was compiled from the same source by the same code, if anything was."""
        found = self._memory.recall(ROOM, bucket.key, _key(bucket))
        if found is not None:
            bucket.bytecode_from_string(found.value)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remembers what was compiled."""
        self._memory.remember(ROOM, bucket.key, _key(bucket), Made(bucket.bytecode_to_string()))


def _key(bucket: Bucket) -> str:
    return digest(CODE, bucket.checksum)
