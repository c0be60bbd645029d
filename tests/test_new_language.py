"""A language is begun by one command, looked at in a preview, and no string of the site escapes its translator."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.dates import get_day_names, get_month_names
from bs4 import BeautifulSoup

from l10n.new import new
from macros.forms import FORMS, forms_of
from macros.languages import OPENS, begun, in_place, is_right_to_left, name_in, own_name, spoken
from macros.problems import Mistakes
from macros.programme import Programme
from macros.slots import with_slots
from macros.statements import COMPLETE, Citation
from macros.unfinished import completed, marked

from .conftest import PROJECT, Run, warm_copy
from .pseudo import CODE, escaped, fill_in, pseudo
from .test_site import PAGES

NAMES = {
    "BibTeX, CSL-JSON": "what two formats are called everywhere",
    "Esperanto": "the language in its own words, which the library of forms knows",
}
"""What stands outside the brackets and is right there, with the reason."""

STYLES = ("site.css", "side-by-side.css")


def preview(folder: Path, run: Run, code: str) -> tuple[Path, str]:
    """The site in preview, and what is told of it."""
    made = run(folder, "macros.unfinished", code)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / "build/preview" / code / "site", made.stdout


@pytest.fixture(scope="module")
def arabic(built: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """A project in which Arabic is begun, and nothing of it translated."""
    folder = warm_copy(built, tmp_path_factory.mktemp("arabic"))
    done = run(folder, "l10n", "new", "ar")
    assert done.returncode == 0, done.stderr
    assert "make preview LANGUAGE=ar" in done.stdout
    return folder


@pytest.fixture(scope="module")
def arabic_preview(arabic: Path, run: Run) -> Path:
    return preview(arabic, run, "ar")[0]


@pytest.fixture(scope="module")
def complete(built: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The preview of a language that is wholly translated: the one that is made, not spoken."""
    folder = warm_copy(built, tmp_path_factory.mktemp("complete"))
    assert run(folder, "l10n", "new", CODE).returncode == 0
    fill_in(folder)
    site, told = preview(folder, run, CODE)
    assert "Nothing is left to translate" in told
    return site


def pages_of(site: Path, code: str) -> Iterator[tuple[str, str]]:
    found = sorted((site / code).rglob("*.html"))
    assert len(found) == len(PAGES) + 1  # and the page for what does not exist
    for path in found:
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_language_begun_changes_no_byte_of_the_site(arabic: Path, site: Path, run: Run) -> None:
    for command in (["macros.check"], ["l10n", "check"], ["macros.build"]):
        done = run(arabic, *command)
        assert done.returncode == 0, done.stdout + done.stderr
    now, before = files(arabic / "site"), files(site)
    assert now.keys() == before.keys()
    assert [path for path in now if now[path] != before[path]] == []


@pytest.fixture(scope="module")
def quoted(programme: Programme) -> frozenset[str]:
    """Every quotation, as it is printed."""
    return frozenset(f"“{' '.join(quote.split())}”" for quote in quotes(programme))


def test_no_string_escapes_the_translator(complete: Path, quoted: frozenset[str]) -> None:
    found: Counter[str] = Counter()
    for _, html in pages_of(complete, CODE):
        found.update(left for words, _ in escaped(html) if (left := unnamed(words, quoted)))
    assert set(found) == set(NAMES)


def unnamed(words: str, quoted: frozenset[str]) -> str:
    """Returns words without what no translator touches: quotations, symbols, files, signs, names from CLDR."""
    for quote in quoted if "“" in words else ():
        words = words.replace(quote, " ")
    words = re.sub(r"https?://\S+|CCM/[\w./]+|[\w-]+\.(csv|json)|\([a-h]\)|\b[IVX]+\.|^[A-Z]$", " ", words)
    named = (*get_month_names("wide", "format", CODE).values(), *get_day_names("wide", "format", CODE).values())
    named += tuple(name_in(code, CODE) for code in COMPLETE)
    words = re.sub("|".join(named), " ", words, flags=re.IGNORECASE)
    return words.strip() if re.search(r"[^\W\d_]", words) else ""


def quotes(value: object) -> frozenset[str]:
    if isinstance(value, Citation):
        return frozenset({value.quote} - {None})  # type: ignore[arg-type]
    inner: list[object] = []
    if isinstance(value, tuple):
        inner = list(value)
    elif hasattr(value, "__pydantic_fields__"):
        inner = [getattr(value, field) for field in type(value).__pydantic_fields__]  # type: ignore[attr-defined]
    return frozenset().union(*map(quotes, inner))


def test_what_is_typed_into_a_template_would_be_seen() -> None:
    html = f'<p title="Typed">{pseudo("A word")} typed <b>{pseudo("and")}</b> <i lang="fr">cité</i></p>'
    assert set(escaped(html)) == {("Typed", "p[title]"), ("typed", "p")}


def test_every_page_of_a_preview_says_that_it_is_not_finished(arabic_preview: Path) -> None:
    for path, html in pages_of(arabic_preview, "ar"):
        page = BeautifulSoup(html, "html.parser")
        assert page.html is not None
        assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl"), path
        assert page.select_one('main > article > .overtaken[role="note"] span[lang="en"]'), path


def test_a_preview_does_not_say_that_nothing_is_left_to_translate(arabic_preview: Path) -> None:
    page = BeautifulSoup((arabic_preview / "ar/translation/index.html").read_text(encoding="utf-8"), "html.parser")
    status = page.select_one(".translation-status")
    assert status is not None
    assert [it["hreflang"] for it in status.select("tbody a")] == ["fr", "es"]
    assert status.select("p") == []


def test_a_preview_is_not_to_be_found_by_a_search(arabic_preview: Path) -> None:
    for path in arabic_preview.rglob("*.html"):
        assert '<meta name="robots" content="noindex">' in path.read_text(encoding="utf-8"), path
    assert list(arabic_preview.glob("sitemap*")) == []
    assert "Disallow: /\n" in (arabic_preview / "robots.txt").read_text(encoding="utf-8")


def test_english_that_stands_in_is_marked_as_english(arabic_preview: Path, quoted: frozenset[str]) -> None:
    for path, html in pages_of(arabic_preview, "ar"):
        page = BeautifulSoup(html, "html.parser")
        main = page.main
        assert main is not None
        for other in main.select("[lang], code, svg, script, .address"):
            other.decompose()
        left = unnamed(main.get_text(" "), quoted).replace("BibTeX, CSL-JSON", "")
        assert not re.search(r"\b[a-z]{3,}", left), (path, left)
        assert OPENS not in main.get_text()


def test_the_translators_of_a_language_begun_see_what_english_changes(
    arabic: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(arabic, folder, ignore=shutil.ignore_patterns("site", "build", ".cache"))
    english = folder / "docs/en/about.md"
    english.write_text(english.read_text(encoding="utf-8") + "\nOne more paragraph.\n", encoding="utf-8")
    list_before = sorted(path.name for path in (folder / "l10n/base").iterdir())
    assert run(folder, "l10n", "accept", "docs/fr", "docs/es").returncode == 0
    assert set(list_before) <= {path.name for path in (folder / "l10n/base").iterdir()}
    monkeypatch.setenv("UNFINISHED_LANGUAGE", "ar")
    told = run(folder, "l10n", "status", "ar").stdout
    count = len(list((folder / "docs/en").rglob("*.md")))
    assert told.startswith(f"Arabic: {count} pages")
    assert "docs/ar/about.md: added, 3 words" in told


def test_a_language_not_begun_cannot_be_looked_at(
    checked_project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNFINISHED_LANGUAGE", "ar")
    done = run(checked_project, "macros.check")
    assert done.returncode == 1
    assert "docs/ar:1: no such language is begun; first: python -m l10n new ar\n" in done.stdout + done.stderr


READS = """
from pathlib import Path
from macros.load import load_programme
from macros.reads import Facts

programme = load_programme(Path("data"))
with Facts(programme).read() as found:
    programme.phrases["unofficial"]["ar"]
print(sorted(found))
"""


def test_a_text_in_the_language_of_a_preview_is_a_fact_that_pages_read(
    arabic: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(arabic, folder, ignore=shutil.ignore_patterns("site", "build", ".cache"))
    (folder / "reads.py").write_text(READS, encoding="utf-8")
    monkeypatch.setenv("UNFINISHED_LANGUAGE", "ar")
    assert run(folder, "reads").stdout == "['phrases', 'phrases/unofficial']\n"


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("fr", "docs/fr:1: French is there already"),
        ("xx", "docs/xx:1: CLDR knows no language by this code of two letters; ar is one for example"),
        ("../ar", "docs/../ar:1: CLDR knows no language by this code of two letters; ar is one for example"),
    ],
)
def test_a_language_that_cannot_be_begun_is_refused_and_nothing_written(
    tmp_path: Path, code: str, complaint: str
) -> None:
    (tmp_path / "docs/en").mkdir(parents=True)
    with pytest.raises(Mistakes, match=re.escape(complaint)):
        list(new(tmp_path, code))
    assert [path.name for path in tmp_path.rglob("*")] == ["docs", "en"]


@pytest.mark.parametrize(
    ("text", "with_a_slot"),
    [
        ("a: {en: x, fr: y, es: z}\n", "a: {en: x, fr: y, es: z, ar: }\n"),
        ("a:\n  - {en: x, fr: y,\n     es: z}\n", "a:\n  - {en: x, fr: y,\n     es: z, ar: }\n"),
        ("a:\n  en: x\n  fr: y\n  es: z\nb: 1\n", "a:\n  en: x\n  fr: y\n  es: z\n  ar:\nb: 1\n"),
        (
            "a:\n  en: x\n  fr: y\n  es: >\n    z\n    z\nb: 1\n",
            "a:\n  en: x\n  fr: y\n  es: >\n    z\n    z\n  ar:\nb: 1\n",
        ),
        ("a: {en: found, fr: trouvé}\n", "a: {en: found, fr: trouvé}\n"),
    ],
)
def test_a_text_gets_a_place_for_one_more_language(text: str, with_a_slot: str) -> None:
    assert with_slots("ar", text) == with_a_slot


def test_data_holds_no_language_that_is_not_of_the_site() -> None:
    value = {"a": [{"en": "x", "fr": "y", "es": "z", "ar": "ع"}], "b": {"en": "x", "fr": "y", "es": "z", "ar": None}}
    text = {"en": "x", "fr": "y", "es": "z"}
    assert spoken(value, {"ar"}, complete=True) == {"a": [text], "b": text}
    assert spoken({"en": "x", "zz": "y"}, {"ar"}, complete=True) == {"en": "x", "zz": "y"}


def test_a_folder_of_pages_begins_a_language(tmp_path: Path) -> None:
    for name in ("en", "fr", "es", "ar", "assets"):
        (tmp_path / "docs" / name).mkdir(parents=True)
    assert begun(tmp_path) == {"ar"}


def test_a_page_begun_is_completed_with_what_is_still_english() -> None:
    page = "# Titre { #b }\n\n>>> new: translate\nOne.\nTwo.\n{ .summary }\n\nFait.\n\n>>> new: translate\n- three\n"
    wanted = f"# Titre {{ #b }}\n\n{in_place('One.%Two.')}\n{{ .summary }}\n\nFait.\n\n- {in_place('three')}\n"
    assert completed(page, all_english=False) == wanted.replace("%", "\n")
    assert completed("## Part { #part }\n", all_english=True) == f"## {in_place('Part')} {{ #part }}\n"


def test_marks_become_elements_only_where_elements_may_stand() -> None:
    inside = in_place("word")
    assert marked(f"<p>{inside}</p>") == '<p><span lang="en">word</span></p>'
    for kept in (f'<a title="{inside}">', f"<title>{inside}</title>", f"<svg><text>{inside}</text></svg>"):
        assert marked(kept) == kept


def test_english_forms_stand_in_for_those_of_a_new_language() -> None:
    forms = forms_of("lo")  # type: ignore[arg-type]
    assert forms.on_day == in_place("on {d}")
    assert (forms.day, forms.marker, forms.locale) == (FORMS["en"].day, FORMS["en"].marker, "lo")
    assert forms.numbers.split()[1] == in_place("one")


def test_cldr_names_the_languages() -> None:
    assert [own_name(code) for code in (*COMPLETE, "ar")] == ["English", "Français", "Español", "العربية"]
    assert name_in("ar", "fr") == "arabe"
    assert [code for code in (*COMPLETE, "ar", "lo") if is_right_to_left(code)] == ["ar"]


@pytest.mark.parametrize("name", STYLES)
def test_styles_know_no_left_and_no_right(name: str) -> None:
    style = (PROJECT / "docs/assets" / name).read_text(encoding="utf-8")
    assert not re.search(r"^\s*[\w-]*\b(left|right)\b[\w-]*:|:\s*(left|right)\b", style, re.MULTILINE)
