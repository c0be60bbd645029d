"""Random edits of the project while its preview runs, which must then answer with what a cold build makes.

`python -m tests.warm_previews 200` makes so many steps; WARM_SEED repeats a run.
"""

from __future__ import annotations

import random
import re
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from .conftest import PARTS, copy_project
from .edits import asked, edit_at_random, never_published
from .previews import NOTICE, Reader, preview_of
from .warm_builds import TIMES, build, cold

OWN = re.compile(
    rb'<script src="/livereload/preview\.js" data-epoch="\d+"></script>'
    rb'<link rel="stylesheet" href="/livereload/preview\.css">(?=</head>)'
    rb"|<script>\nvar livereload = .*?\nlivereload\(\d+, \d+\);\n</script>(?=</body>)",
    re.DOTALL,
)
"""What follows the preview from inside a page: ours in pages, MkDocs' own in `404.html`, which it answers itself."""

MISTAKES = {
    "a page": ("docs/fr/about.md", "# ", '# {{ wen("x") }} '),
    "data": ("data/programme.yml", "\n  - id: ", "\n  - it: "),
    "code": ("macros/frame.py", "def home(", "def home(("),
    "code that runs": ("macros/pages/when_where.py", "    return ", "    return None.nothing or "),
    "code of one page": ("macros/pages/decisions.py", "    return ", "    return None.nothing or "),
    "a template": ("overrides/main.html", "{%- if forms %}", "{%- if forms "),
    "a link": ("docs/en/about.md", "{ #privacy }", "{ #privacy }\n\n[x](nowhere.md)"),
    "navigation": ("mkdocs.yml", "      - accessibility.md\n", "      # accessibility.md\n"),
    "a setting": ("mkdocs.yml", "strict: true\n", "strict: true\nzzyzx: true\n"),
    "all settings": ("mkdocs.yml", "\nnav:\n", "\nnav: [\n"),
}
"""What is wrong in which file, what stands there and what is saved in its place; told above `about/`."""

NOT_TAKEN_IN = ("data", "code", "a setting", "all settings")
"""With these mistakes pages go on being made from what was right before, so each can be, whoever looked at it."""

Files = Mapping[Path, bytes]


def _files(project: Path) -> Files:
    places = [project / part for part in PARTS]
    found = (path for place in places for path in (place.rglob("*") if place.is_dir() else [place]))
    return {path: path.read_bytes() for path in found if path.is_file() and path.suffix != ".pyc"}


def _put_back(project: Path, files: Files) -> None:
    """Makes a project what it was; only what differs is saved."""
    now = _files(project)
    for path in now.keys() - files.keys():
        path.unlink()
    for path, content in files.items():
        if now.get(path) != content:
            path.write_bytes(content)


def save(reader: Reader, chance: random.Random) -> str:
    return edit_at_random(reader.project, chance)


def save_and_undo(reader: Reader, chance: random.Random) -> str:
    """Edits that are taken back, before or after they were taken in, perhaps with others left."""
    files, undone = _files(reader.project), edit_at_random(reader.project, chance)
    time.sleep(chance.choice((0, 0.1, 1, 4)))
    _put_back(reader.project, files)
    return f"undone: {undone}" + (f"; {edit_at_random(reader.project, chance)}" if chance.random() < 0.5 else "")


def save_while_asked(reader: Reader, chance: random.Random) -> str:
    """Edits, some of them undone, while one page after the other is asked for."""
    asked = chance.sample(_pages(reader), 60)
    asking = threading.Thread(target=lambda: [reader.has(page) for page in asked])
    asking.start()
    told = []
    while asking.is_alive() and len(told) < 4:
        told.append(chance.choice((save, save_and_undo))(reader, chance))
        time.sleep(chance.random())
    asking.join()
    return f"while asked: {'; '.join(told)}"


def save_mistake(reader: Reader, chance: random.Random) -> str:
    """A mistake, which is told while every page is still shown; perhaps edits before and meanwhile; its mending."""
    kind, told = chance.choice(sorted(MISTAKES)), []
    if chance.random() < 0.5:
        told.append(_taken_in(reader, lambda: edit_at_random(reader.project, chance)))
    file, old, new = MISTAKES[kind]
    path, shown = reader.project / file, [page for page in chance.sample(_pages(reader), 20) if reader.has(page)]
    told.append(_taken_in(reader, lambda: _replaced(path, old, new)))
    reader.followed("about/", reader.page("about/"), lambda page: NOTICE in page)
    for page in chance.sample(_pages(reader), 20) if kind in NOT_TAKEN_IN else shown:
        assert "<h1" in reader.page(page), f"{page} is not shown for a mistake in {kind}"
    if chance.random() < 0.5:
        told.append(edit_at_random(reader.project, chance))
        time.sleep(chance.choice((0, 0.5)))
    _replaced(path, new, old)
    return "; ".join((f"a mistake in {kind}", *filter(None, told)))


def _taken_in(reader: Reader, act: Callable[[], str]) -> str:
    before = reader.times_taken_in()
    told = act()
    reader.wait_until_taken_in(before)
    return told


def _replaced(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return ""


WAYS: tuple[Callable[[Reader, random.Random], str], ...] = (
    save,
    save,
    save_and_undo,
    save_while_asked,
    save_mistake,
)


def by_address(site: Mapping[str, bytes]) -> dict[str, bytes]:
    return {re.sub(r"(^|/)index\.html$", r"\1", path): content for path, content in site.items()}


def compare(reader: Reader, folder: Path, gone: Collection[str], chance: random.Random, told: str) -> set[str]:
    """Asks for every file of the site, in any order; returns their addresses. Those that are gone have no answer."""
    site = by_address(cold(reader.project, folder / "cold", SITE_URL=reader.address))
    paths = chance.sample(sorted(site), len(site))
    differing = [path for path in paths if OWN.sub(b"", reader.found(path) or b"") != site[path]]
    left = [path for path in gone if path not in site and reader.has(path)]
    assert differing == left == [], f"after {told}: {differing[:5]} differ, {left[:5]} are still answered"
    return set(site)


def compare_build(reader: Reader, folder: Path) -> None:
    """Builds the project with what the preview remembered, and without."""
    site = by_address(cold(reader.project, folder / "cold", SITE_URL=reader.address))
    warm = by_address(build(reader.project, folder / "warm", SITE_URL=reader.address))
    differing = [path for path in site.keys() | warm.keys() if site.get(path) != warm.get(path)]
    assert differing == [], f"built with what the preview remembered: {differing[:5]}"


def go_through(reader: Reader, folder: Path, steps: int, chance: random.Random) -> None:
    """Makes steps of edits, one upon the other; stops at the first after which an answer is not the cold one."""
    known: set[str] = set()
    for number in range(1, steps + 1):
        told = "; ".join(_step(reader, chance) for _ in range(chance.randint(1, 3)))
        found = compare(reader, folder, known, chance, told)
        print(f"{number} of {steps}: {told}: {len(found)} answers the same", flush=True)
        known |= found


def _step(reader: Reader, chance: random.Random) -> str:
    """Edits what was looked at only here and there; returns what it did."""
    told = _taken_in(reader, lambda: chance.choice(WAYS)(reader, chance))
    for page in chance.sample(_pages(reader), chance.choice((0, 9))):
        reader.page(page)
    return told


def _pages(reader: Reader) -> list[str]:
    """The addresses of all pages, as the map of the site lists them."""
    return [page.removeprefix(reader.address) for page in re.findall("<loc>(.*?)</loc>", reader.page("sitemap.xml"))]


def main() -> None:
    """Makes the number of steps named, and says how many."""
    steps, chance = asked()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = never_published(copy_project(folder / "project"))
        with preview_of(project, **TIMES) as reader:
            go_through(reader, folder, steps, chance)
            compare_build(reader, folder)
    print(f"{steps} steps: a preview always answers with what a cold build makes")


if __name__ == "__main__":
    main()
