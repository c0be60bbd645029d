"""Random edits of a project, each of which leaves it without mistakes; warm builds and previews are tried with them."""

from __future__ import annotations

import os
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from macros.statements import LANGUAGES

PAGES = (
    "index.md",
    "about.md",
    "programme.md",
    "decisions.md",
    "glossary.md",
    "meetings/2msp.md",
    "topics/transparency.md",
)
Edit = Callable[[Path, random.Random], None]


def asked() -> tuple[int, random.Random]:
    """How often the command line asks for edits, and the chance that draws them, by WARM_SEED or as it comes."""
    seed = int(os.environ.get("WARM_SEED", "0")) or random.SystemRandom().randrange(2**32)
    print(f"WARM_SEED={seed}")
    return int(sys.argv[1]) if len(sys.argv) > 1 else 200, random.Random(seed)  # noqa: S311 - not a secret


def never_published(project: Path) -> Path:
    """A project of which nothing was published, so that its facts change without a correction."""
    (project / "data/published.json").unlink()
    return project


def edit_at_random(project: Path, chance: random.Random) -> str:
    """Saves up to three edits at once; returns what they are."""
    edits = [chance.choice(EDITS) for _ in range(chance.randint(1, 3))]
    for edit in edits:
        edit(project, chance)
    return ", ".join(edit.__name__ for edit in edits)


def _write(file: Path, change: Callable[[str], str]) -> None:
    text = file.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text, f"{file} has nothing to edit"
    file.write_text(changed, encoding="utf-8")


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfglmnprst") + chance.choice("aeiou") for _ in range(4))


def edit_sentence(project: Path, chance: random.Random) -> None:
    page = project / "docs" / chance.choice(LANGUAGES) / chance.choice(PAGES)
    word = _word(chance)
    _write(page, lambda text: re.sub(r"^(?=\w[^\n]{20})", f"{word.title()} ", text, count=1, flags=re.MULTILINE))


def edit_title(project: Path, chance: random.Random) -> None:
    page = project / "docs" / chance.choice(LANGUAGES) / chance.choice(PAGES)
    word = _word(chance)
    _write(page, lambda text: re.sub(r"^# ", f"# {word.title()} ", text, count=1, flags=re.MULTILINE))


def edit_date(project: Path, chance: random.Random) -> None:
    def change(text: str) -> str:
        found = re.search(r"id: santiago-2010.*?on: (\d{4})-\d\d-\d\d/(\d{4})", text, re.DOTALL)
        assert found
        year = chance.choice([str(it) for it in range(1950, 2000) if str(it) != found[1]])
        return f"{text[: found.start(1)]}{year}{text[found.end(1) : found.start(2)]}{year}{text[found.end(2) :]}"

    _write(project / "data/programme.yml", change)


def edit_name(project: Path, chance: random.Random) -> None:
    word = _word(chance)
    _write(project / "data/programme.yml", lambda text: re.sub(r"(name: \{en: )", rf"\g<1>{word} ", text, count=1))


def edit_phrase(project: Path, chance: random.Random) -> None:
    word = _word(chance)
    _write(
        project / "data/phrases.yml", lambda text: re.sub(r"(unofficial: \{en: \"?)", rf"\g<1>{word} ", text, count=1)
    )


def edit_frame(project: Path, chance: random.Random) -> None:
    word = _word(chance)
    _write(project / "overrides/main.html", lambda text: re.sub(r'class="sheet[^"]*"', f'class="sheet {word}"', text))


ALL_PAGES = '{% include "partials/all-pages.html" %}\n'


def edit_reach(project: Path, chance: random.Random) -> None:
    """A frame that shows what every page holds, or again no more than what stands around it."""
    file = project / "overrides/partials/all-pages.html"
    if file.exists():
        file.unlink()
        _write(project / "overrides/main.html", lambda text: text.replace(ALL_PAGES, ""))
    else:
        file.write_text("<p>{{ pages | map(attribute='title') | join }}</p>\n", encoding="utf-8")
        _write(project / "overrides/main.html", lambda text: re.sub(r'(?=<div class="sheet)', ALL_PAGES, text))


def edit_style(project: Path, chance: random.Random) -> None:
    file = project / "docs/assets" / chance.choice(("site.css", "print.css"))
    file.write_text(file.read_text(encoding="utf-8") + f"/* {_word(chance)} */\n", encoding="utf-8")


def edit_navigation(project: Path, chance: random.Random) -> None:
    word = _word(chance).title()
    _write(
        project / "mkdocs.yml",
        lambda text: re.sub(r"(?m)^  - \w*: about|^  - \w+: programme.md", f"  - {word}: programme.md", text, count=1),
    )


def edit_section(project: Path, chance: random.Random) -> None:
    """The name of a section inside a section, which stands beside the pages of the outer one."""
    word = _word(chance).title()
    _write(project / "mkdocs.yml", lambda text: re.sub(r"Sources: \w*Sources\}", f"Sources: {word}Sources}}", text))


def edit_pin(project: Path, chance: random.Random) -> None:
    """The English that a text of the data was translated from; the page for translators shows it."""
    word = _word(chance)
    _write(
        project / "l10n/texts.json",
        lambda text: re.sub(r'("data/glossary.yml [^"]*": ")', rf"\g<1>{word} ", text, count=1),
    )


def edit_lines(project: Path, chance: random.Random) -> None:
    """The lines on which texts of the data stand."""
    _write(project / "data/glossary.yml", lambda text: f"# {_word(chance)}\n{text}")


def edit_code(project: Path, chance: random.Random) -> None:
    word = _word(chance).title()
    _write(
        project / "macros/languages.py",
        lambda text: re.sub(r'return ("\w+" \+ )?name\[:1\]', f'return "{word}" + name[:1]', text),
    )


def add_page(project: Path, chance: random.Random) -> None:
    word = _word(chance)
    for language in LANGUAGES:
        page = project / "docs" / language / f"{word}.md"
        page.write_text(
            f"# {word.title()} {{ #{word} }}\n\n[Text](meetings/2msp.md).\n{{ .summary }}\n", encoding="utf-8"
        )
    _write(
        project / "mkdocs.yml",
        lambda text: text.replace("      - about.md\n", f"      - about.md\n      - {word}.md\n"),
    )


def rename_page(project: Path, chance: random.Random) -> None:
    """A page added before, or now, that says what it said under another address."""
    if added(project) is None:
        add_page(project, chance)
    old, new = added(project), _word(chance)
    for page in (project / "docs").glob(f"*/{old}.md"):
        page.rename(page.with_name(f"{new}.md"))
    _write(project / "mkdocs.yml", lambda text: text.replace(f"      - {old}.md\n", f"      - {new}.md\n"))


def added(project: Path) -> str | None:
    """The name of the last page that was added, if any is left."""
    found = re.search(r"      - about\.md\n      - (\w{8})\.md\n", (project / "mkdocs.yml").read_text(encoding="utf-8"))
    return found[1] if found else None


def rename_meeting(project: Path, chance: random.Random) -> None:
    """A record's id, wherever it is used, with the page that is named after it."""
    old = re.findall(
        r"^      - meetings/(6msp|\w{8})\.md", (project / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE
    )[-1]
    new = _word(chance)
    for page in (project / "docs").glob(f"*/meetings/{old}.md"):
        page.rename(page.with_name(f"{new}.md"))
    files = (
        file for room in ("data", "docs") for file in (project / room).rglob("*") if file.suffix in (".yml", ".md")
    )
    for file in (project / "mkdocs.yml", *files):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text), encoding="utf-8")


RECORDS = {
    "meeting": ("programme.yml", "im-2015"),
    "body": ("programme.yml", "norway"),
    "source": ("sources.yml", "mon-no"),
    "term": ("glossary.yml", "blank"),
}
"""A record of each kind that comes and goes, and its file."""


def edit_records(project: Path, chance: random.Random) -> None:
    edit_record(project, chance.choice(sorted(RECORDS)))


def edit_record(project: Path, kind: str) -> None:
    """A record that comes, the double of another, or goes again."""
    file, name = RECORDS[kind]

    def change(text: str) -> str:
        block = r"(?m)^( *)- id: {}\n(?:\1 .*\n)+"
        added = re.search(block.format(f"{name}-zz"), text)
        if added:
            return text.replace(added[0], "")
        record = re.search(block.format(name), text)
        assert record is not None
        return text.replace(record[0], record[0] + record[0].replace(name, f"{name}-zz", 1))

    _write(project / "data" / file, change)


def edit_phrases(project: Path, chance: random.Random) -> None:
    """A phrase that comes, or goes again."""
    new = "zzyzx: {en: a, fr: b, es: c}\n"
    _write(
        project / "data/phrases.yml",
        lambda text: text.replace(new, "") if new in text else text + new,
    )


def edit_correction(project: Path, chance: random.Random) -> None:
    """A correction that is told, otherwise each time."""
    word = _word(chance)
    was, why = f"2011-09-{chance.randint(1, 9):02}/2011-09-16", f"{{en: {word}, fr: {word}, es: {word}}}"
    (project / "data/corrections.yml").write_text(
        f'- {{id: a, fact: meetings/2msp/dates/held/on, was: "{was}", now: "2011-09-13/2011-09-16", '
        f"made: 2026-11-24, why: {why}, source: {chance.choice(('draft#p1', 'isu-13msp'))}}}\n",
        encoding="utf-8",
    )


def edit_moved(project: Path, chance: random.Random) -> None:
    word = _word(chance)
    _write(project / "mkdocs.yml", lambda text: re.sub(r"moved: \{.*?\}", f"moved: {{{word}/: about/}}", text, count=1))


def edit_waiver(project: Path, chance: random.Random) -> None:
    """A difference from English that a page waives, or no longer needs to."""
    words, waiver = "Le site ne vous demande rien", '  waive:\n    - {rule: links, why: "a test"}\n'

    def change(text: str) -> str:
        if waiver in text:
            return text.replace(waiver, "").replace(f"[{words}](cite.md)", words)
        return text.replace("\n---\n", f"\n{waiver}---\n", 1).replace(words, f"[{words}](cite.md)")

    _write(project / "docs/fr/about.md", change)


def _come_change_or_go(file: Path, chance: random.Random) -> None:
    if file.exists() and chance.random() < 0.3:
        file.unlink()
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_text(_word(chance), encoding="utf-8")


def edit_asset(project: Path, chance: random.Random) -> None:
    _come_change_or_go(project / "docs/assets/zzyzx.txt", chance)


def edit_file_beside(project: Path, chance: random.Random) -> None:
    """A file that is published as it is, beside the pages or from the theme."""
    _come_change_or_go(project / chance.choice(("docs/zzyzx.txt", "overrides/zzyzx/zzyzx.txt")), chance)


def edit_map(project: Path, chance: random.Random) -> None:
    """The map of the site, which is published compressed too."""
    word = _word(chance)
    _write(
        project / "overrides/sitemap.xml",
        lambda text: re.sub(r"(?:<!-- \w+ -->)?<urlset", f"<!-- {word} --><urlset", text),
    )


def edit_title_in_navigation(project: Path, chance: random.Random) -> None:
    """A page at the top of the navigation, by a name given there or by its own title."""
    given, own = "  - Decisions: decisions.md\n", "  - decisions.md\n"
    _write(
        project / "mkdocs.yml",
        lambda text: text.replace(given, own) if given in text else text.replace(own, given),
    )


def edit_setting(project: Path, chance: random.Random) -> None:
    """A setting that all pages show, and nothing but the settings names."""
    _write(
        project / "mkdocs.yml",
        lambda text: re.sub(r"permalink: [^,]+", f"permalink: {_word(chance)}", text, count=1),
    )


def edit_base(project: Path, chance: random.Random) -> None:
    """The English that a page was translated from, which is lost, or found again."""
    base = project / "l10n/base"
    away = base.with_name("away")
    lost = sorted(away.glob("*.md"))
    if lost:
        lost[0].rename(base / lost[0].name)
    else:
        away.mkdir(exist_ok=True)
        file = chance.choice(sorted(base.glob("*.md")))
        file.rename(away / file.name)


def remove_page(project: Path, chance: random.Random) -> None:
    """One of the pages that were added, where one was."""
    last = added(project)
    if last is None:
        add_page(project, chance)
        return
    _write(project / "mkdocs.yml", lambda text: text.replace(f"      - {last}.md\n", ""))
    for language in LANGUAGES:
        (project / "docs" / language / f"{last}.md").unlink()


EDITS: tuple[Edit, ...] = (
    edit_sentence,
    edit_title,
    edit_date,
    edit_name,
    edit_phrase,
    edit_frame,
    edit_reach,
    edit_style,
    edit_navigation,
    edit_section,
    edit_pin,
    edit_lines,
    edit_code,
    add_page,
    rename_page,
    rename_meeting,
    edit_records,
    edit_phrases,
    edit_correction,
    edit_moved,
    edit_waiver,
    edit_asset,
    edit_file_beside,
    edit_map,
    edit_title_in_navigation,
    edit_setting,
    edit_base,
    remove_page,
)
