"""What the workbench knows of each translation, as the site shows it to translators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from l10n.data_texts import PINS, DataText, data_texts
from l10n.differences import pieces
from l10n.pins import BASES, Bases
from l10n.segments import segments
from l10n.status import Page, translated

from .checked_pages import CODE
from .load import FILES
from .memory import Made, Memory
from .pages.translation import OlderFile, Passage, Progress
from .reads import digest, stamp, written
from .statements import COMPLETE, LanguageCode
from .workers import across_cores


def made_from(project: Path) -> list[Path]:
    """Returns the files of the English texts that translations were made from, and of the data."""
    data = (project / "data" / name for name in FILES)
    files = (*(project / BASES).glob("*.md"), project / PINS, *data)
    return [file for file in files if file.is_file()]


def progress(project: Path, docs: Mapping[LanguageCode, Mapping[str, str]], memory: Memory) -> list[Progress]:
    """Returns how far each language has come; `docs` is what stands in each page by language and path.

    Raises Mistakes where the data cannot be read.
    """
    every: list[Page | DataText] = [*translated(docs, Bases(project)), *_data_texts(project, memory)]
    words = _words({it.english or "" for it in every}, memory)
    return [_progress_of(code, [it for it in every if it.language == code], words) for code in COMPLETE[1:]]


def _data_texts(project: Path, memory: Memory) -> Sequence[DataText]:
    """Returns every text of the data in every other language; data that did not change is not read again."""
    found: Sequence[DataText] = memory.made(
        "data",
        "texts",
        lambda: digest(CODE, written(project, made_from(project))),
        lambda: data_texts(project),
        lambda: stamp(made_from(project)),
    )
    return found


def _progress_of(code: LanguageCode, found: list[Page | DataText], words: Mapping[str, int]) -> Progress:
    queue = sorted(_files(found), key=lambda file: (-file.words, file.file))
    whole = sum(words[it.english or ""] for it in found)
    return Progress(code, whole, sum(file.words for file in queue), tuple(queue))


def _words(texts: AbstractSet[str], memory: Memory) -> Mapping[str, int]:
    """Returns how many words each English text has; those never counted before are counted on all cores."""
    place = ("words", "of English", CODE)
    kept = memory.recall(*place)
    names = {text: digest(text) for text in texts}
    known = kept.value if kept else {}
    new = [text for text in sorted(texts) if names[text] not in known]
    known = known | dict(zip((names[text] for text in new), across_cores(_count, new), strict=True))
    counted = {text: known[name] for text, name in names.items()}
    if new:
        memory.remember(*place, Made({names[text]: count for text, count in counted.items()}))
    return counted


def _count(english: str) -> int:
    return sum(segment.words for segment in segments(english))


def _files(found: list[Page | DataText]) -> Iterator[OlderFile]:
    for file in sorted({it.file for it in found if it.open}):
        older = [it for it in found if it.file == file and it.open]
        passages = tuple(passage for it in older for passage in _passages(it))
        yield OlderFile(file, sum(it.words for it in older), passages)


def _passages(it: Page | DataText) -> Iterator[Passage]:
    for change in it.open:
        old, new = (segment.text if segment else "" for segment in (change.old, change.new))
        rendering = it.rendering(change)
        yield Passage(it.place(change), tuple(pieces(old, new)), rendering.text if rendering else "")
