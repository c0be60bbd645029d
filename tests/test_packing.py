"""The texts of the site compressed beside themselves: each once, and again only when it has changed."""

from __future__ import annotations

import gzip
import importlib
import sys
from pathlib import Path

import brotli
import pytest

from macros import packing
from macros.memory import Memory
from macros.packing import pack

TEXTS = {
    "index.html": "<p>One</p>",
    "fr/index.html": "<p>Un</p>",
    "calendar.ics": "BEGIN:VCALENDAR",
    "icon.png": "no text",
}


def written(site: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def compressed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every content that is compressed from now on."""
    found: list[bytes] = []
    packed = packing._packed

    def note(content: bytes) -> packing.Packed:
        found.append(content)
        return packed(content)

    monkeypatch.setattr(packing, "_packed", note)
    return found


def test_each_text_has_both_forms_beside_it_and_a_picture_has_none(tmp_path: Path) -> None:
    pack(written(tmp_path, TEXTS), Memory())
    found = files(tmp_path)
    assert found.keys() == {
        *TEXTS,
        *(f"{name}.{form}" for name in TEXTS if name != "icon.png" for form in ("br", "gz")),
    }
    for name in TEXTS.keys() - {"icon.png"}:
        assert brotli.decompress(found[f"{name}.br"]) == gzip.decompress(found[f"{name}.gz"]) == found[name]


def test_only_what_has_changed_is_packed_again_and_the_bytes_are_those_of_a_first_time(
    tmp_path: Path, compressed: list[bytes]
) -> None:
    kept = tmp_path / "kept.sqlite"
    pack(written(tmp_path / "before", TEXTS), Memory(kept))
    changed = TEXTS | {"fr/index.html": "<p>Deux</p>"}
    compressed.clear()
    pack(written(tmp_path / "after", changed), Memory(kept))
    assert compressed == [b"<p>Deux</p>"]
    pack(written(tmp_path / "first", changed), Memory())
    assert files(tmp_path / "after") == files(tmp_path / "first")


def test_another_compressor_packs_everything_again(
    tmp_path: Path, compressed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.sqlite"
    pack(written(tmp_path / "site", TEXTS), Memory(kept))
    compressed.clear()
    monkeypatch.setattr(packing, "COMPRESSORS", ("another",))
    pack(written(tmp_path / "site", TEXTS), Memory(kept))
    assert len(compressed) == 3


def test_another_python_is_another_compressor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ninth byte of a `.gz` is another with Python 3.13 than with 3.11."""
    before = packing.COMPRESSORS
    with monkeypatch.context() as patched:
        patched.setattr(sys, "version", "another")
        assert before != importlib.reload(packing).COMPRESSORS
    assert before == importlib.reload(packing).COMPRESSORS
