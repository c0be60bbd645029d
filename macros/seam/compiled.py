"""Templates as Jinja has compiled them, remembered: one compiling serves three languages and the builds that follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.exceptions import Abort

from ..checked_pages import CODE
from ..memory import Made, Memory
from ..page_files import is_passing
from ..reads import digest
from .complaints import TEMPLATES

ROOM = "templates"


class Templates(FileSystemLoader):
    """Templates but for those whose names say that they are passing: of these no build looks whether they changed."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Returns the source of a template with where it stands; raises TemplateNotFound where there is none."""
        if is_passing(Path(template)):
            raise TemplateNotFound(template)
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            raise Abort(f"{TEMPLATES}/{template}: not readable; save it as UTF-8") from None


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
