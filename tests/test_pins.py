"""A pin names the English text a translation was made from, and that text is kept."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.pins import BASES, Bases, digest, pin_of, with_pin

from .conftest import PROJECT


def test_a_pin_is_the_beginning_of_the_git_blob_id() -> None:
    path = PROJECT / "docs/en/index.md"
    done = subprocess.run(["git", "hash-object", path], capture_output=True, text=True, check=True)  # noqa: S607
    assert digest(path.read_text(encoding="utf-8")) == f"en-{done.stdout[:12]}"


def test_a_page_gets_its_pin_above_its_title_and_loses_nothing() -> None:
    page = with_pin("# Titre { #t }\n", "en-000000000000")
    assert page == '---\nl10n:\n  source: "en-000000000000"\n---\n# Titre { #t }\n'
    assert pin_of(page) == "en-000000000000"


def test_a_new_pin_leaves_waivers_and_text_as_they_are() -> None:
    page = (
        '---\nl10n:\n  source: "en-000000000000"\n  waive:\n    - {rule: links, why: w}\n---\n# T\n  source: "en-x"\n'
    )
    assert with_pin(page, "en-111111111111") == page.replace("en-000000000000", "en-111111111111")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")))
def test_the_pin_of_any_page_is_read_back(text: str) -> None:
    assert pin_of(with_pin(f"# {text}", digest(text))) == digest(text)


def test_a_base_changed_by_hand_is_not_believed(tmp_path: Path) -> None:
    bases = Bases(tmp_path)
    pin = bases.keep("One.\n")
    assert bases.text(pin) == "One.\n"
    next((tmp_path / BASES).glob("*.md")).write_text("Two.\n", encoding="utf-8")
    assert bases.text(pin) is None


def test_what_no_pin_names_is_unused(tmp_path: Path) -> None:
    bases = Bases(tmp_path)
    pins = [bases.keep(text) for text in ("One.\n", "Two.\n")]
    assert [path.read_text(encoding="utf-8") for path in bases.unused(pins[:1])] == ["Two.\n"]


@pytest.mark.parametrize("code", ["fr", "es"])
def test_every_translated_page_has_a_pin_whose_english_is_kept(code: str) -> None:
    bases = Bases(PROJECT)
    pins = {path: pin_of(path.read_text(encoding="utf-8")) for path in (PROJECT / "docs" / code).rglob("*.md")}
    assert [path for path, pin in pins.items() if pin is None or bases.text(pin) is None] == []
