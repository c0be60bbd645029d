"""The changes whose cost is measured, and where each must show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Edit:
    """One text replaced by another in one file; the new one must then show on a page of the site."""

    name: str
    file: str
    old: str
    new: str
    page: str
    """Address of a page that shows it, under the site's root."""
    shown: str
    """What its HTML holds after the change and not before."""

    def apply(self, project: Path) -> None:
        """Changes the file; raises ValueError where the old text is not there."""
        _replace(project / self.file, self.old, self.new)

    def undo(self, project: Path) -> None:
        """Puts the file back as it was."""
        _replace(project / self.file, self.new, self.old)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{file}: “{old}” is not there any more; bench/edits.py must change with it")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


PAGE = Edit(
    name="one page changed",
    file="docs/fr/topics/clearance.md",
    old="comment se protéger",
    new="comment mieux se protéger",
    page="fr/topics/clearance/",
    shown="comment mieux se protéger",
)

DATE = Edit(
    name="one date changed",
    file="data/programme.yml",
    old="{id: held, status: held, on: 2011-06-27/2011-06-30",
    new="{id: held, status: held, on: 2011-06-27/2011-07-01",
    page="fr/meetings/intersessional-2011/",
    shown='datetime="2011-07-01"',
)

PHRASE = Edit(
    name="one phrase changed",
    file="data/phrases.yml",
    old="Nos résumés ne sont pas le texte du projet",
    new="Nos résumés ne sont jamais le texte du projet",
    page=PAGE.page,
    shown="Nos résumés ne sont jamais le texte du projet",
)

TEMPLATE = Edit(
    name="one template changed",
    file="overrides/main.html",
    old='<body id="top">',
    new='<body id="top" class="measured">',
    page=PAGE.page,
    shown='class="measured"',
)
