"""The survey of pages sees what it is there for: a page with one fault, under one condition, is told for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from .chromium import chromium
from .host import served
from .survey import CONDITIONS, NO_SCRIPTS, Seen, survey

PAGE = """<!DOCTYPE html><html lang="en"><head><title>A page</title><link rel="icon" href="icon.svg">
<link rel="stylesheet" href="{name}.css"><script src="{name}.js" defer></script></head>
<body><main><h1>A page</h1>{body}</main></body></html>"""
IMAGE = '<img src="icon.svg" width="20" height="20">'
LINK = '<p>Words before <a href="#x">a link</a> and words after it, all in one line.</p>'
PLAIN_LINK = "a { color: #222; text-decoration: none; forced-color-adjust: none }"
PARAGRAPH = "<p>Some words in a paragraph.</p>"
BUTTONS = "<p><button>a</button><button>b</button></p>"
TINY = "button { width: 12px; height: 12px; padding: 0; border: 0; margin: 0; font-size: 8px }"
BOX = '<div class="box"><p>Averyverylongwordthatiswiderthananytelephone</p></div>'
SCROLLS = ".box { width: 100px; height: 20px; overflow: scroll }"
FAINT, PALE = "p {{ color: #99{:02}99; forced-color-adjust: none }}".format, "p { color: #6b6b6b }"
"""A contrast of three, with a number of its own, for no look of text is asked about twice; and one of five."""

DARK, FORCED = "@media (prefers-color-scheme: dark)", "@media (forced-colors: active)"
NARROW, LOW = "@media (max-width: 320px)", "@media (max-height: 200px)"
FIRST = ("light", NO_SCRIPTS)

FAULTS: dict[str, tuple[str, str, str, str, tuple[str, ...]]] = {
    "image": (IMAGE, "", "", "image-alt", FIRST),
    "image-until-a-script": (IMAGE, "", "document.querySelector('img').alt = 'x'", "image-alt", (NO_SCRIPTS,)),
    "image-by-a-script": ("", "", f"document.querySelector('h1').innerHTML += '{IMAGE}'", "image-alt", FIRST[:1]),
    "image-on-paper": (f"<div>{IMAGE}</div>", "@media screen { img { display: none } }", "", "image-alt", ("print",)),
    "faint": (PARAGRAPH, FAINT(91), "", "color-contrast", (*CONDITIONS, NO_SCRIPTS)),
    "pale": (PARAGRAPH, PALE, "", "color-contrast-enhanced", (*(CONDITIONS.keys() - {"forced colours"}), NO_SCRIPTS)),
    "faint-in-the-dark": (PARAGRAPH, f"{DARK} {{ {FAINT(92)} }}", "", "color-contrast", ("dark",)),
    "faint-when-forced": (PARAGRAPH, f"{FORCED} {{ {FAINT(93)} }}", "", "color-contrast", ("forced colours",)),
    "faint-on-paper": (PARAGRAPH, f"@media print {{ {FAINT(94)} }}", "", "color-contrast", ("print",)),
    "faint-on-a-phone": (PARAGRAPH, f"{NARROW} {{ {FAINT(95)} }}", "", "color-contrast", ("320 px", "400 %")),
    "link-in-the-dark": (LINK, f"{DARK} {{ {PLAIN_LINK} }}", "", "link-in-text-block", ("dark",)),
    "link-when-forced": (LINK, f"{FORCED} {{ {PLAIN_LINK} }}", "", "link-in-text-block", ("forced colours",)),
    "tiny-on-a-phone": (BUTTONS, f"{NARROW} {{ {TINY} }}", "", "target-size", ("320 px", "400 %")),
    "tiny-when-enlarged": (BUTTONS, f"{LOW} {{ {TINY} }}", "", "target-size", ("400 %",)),
    "box-on-a-phone": (BOX, f"{NARROW} {{ {SCROLLS} }}", "", "scrollable-region-focusable", ("320 px", "400 %")),
}
"""What stands on a page, its style and its script; the rule it breaks, and the conditions under which it is told: all
that there are for how text looks and how large things are, the first, and without scripts, for all else."""

OTHERS: dict[str, tuple[str, str, str]] = {
    "wide": ("<p>Averyverylongwordthatiswiderthananytelephonewilleverbe</p>", "p { font-size: 20px }", ""),
    "wide-when-spaced": ("<p>Awordthatfitsuntilitisspacedoutto</p>", "p { font-size: 18px }", ""),
    "unseen": (LINK, "a:focus { outline: none }", ""),
    "complains": ("", "", "console.error('no')"),
    "asks": ("", "", "fetch('icon.svg')"),
    "keeps": ("", "", "localStorage.setItem('a', 'b')"),  # last, for it is kept
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    folder = tmp_path_factory.mktemp("faulty")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    every = {"sound": (LINK, "", "")} | {name: fault[:3] for name, fault in FAULTS.items()} | OTHERS
    for name, (body, style, script) in every.items():
        (folder / f"{name}.html").write_text(PAGE.format(name=name, body=body), encoding="utf-8")
        (folder / f"{name}.css").write_text(
            f"p, h1 {{ margin: 30px 0 }} :focus {{ outline: 3px solid }} {style}", encoding="utf-8"
        )
        (folder / f"{name}.js").write_text(script, encoding="utf-8")
    with served(folder) as host:
        found = survey(chromium(), host, [f"{name}.html" for name in every], thorough=False)
    return {path.removesuffix(".html"): page for path, page in found.items()}


def told(page: Seen) -> dict[str, set[str]]:
    """The rules broken, by condition."""
    return {condition: {it.partition(":")[0] for it in found} for condition, found in page.violations.items() if found}


def test_a_sound_page_is_told_for_nothing(seen: dict[str, Seen]) -> None:
    page = seen["sound"]
    assert (told(page), page.unseen_focus, page.complaints, page.kept) == ({}, [], [], [])
    assert max(page.overflow.values()) <= 0


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_seen_under_the_conditions_under_which_it_is_one(seen: dict[str, Seen], name: str) -> None:
    *_, rule, conditions = FAULTS[name]
    assert told(seen[name]) == {condition: {rule} for condition in conditions}


def test_what_no_rule_of_axe_is_about_is_seen_too(seen: dict[str, Seen]) -> None:
    assert {it for it in CONDITIONS if seen["wide"].overflow.get(it, 0) > 0} == {"320 px", "400 %"}
    spaced = seen["wide-when-spaced"].overflow
    assert {it for it, pixels in spaced.items() if pixels > 0} == {"320 px, spaced", "400 %, spaced"}
    assert [name for name, page in seen.items() if page.unseen_focus] == ["unseen"]
    assert [name for name, page in seen.items() if page.complaints] == ["complains"]
    assert [name for name, page in seen.items() if page.kept] == ["keeps"]
    assert len(seen["asks"].asked) == len(seen["sound"].asked) + 1


def test_what_a_condition_changes_is_told_where_its_shape_is_first_met(tmp_path: Path) -> None:
    """Pages that share their style sheet, as those of a site do."""
    hidden = f'<p class="paper">{IMAGE}</p>'
    bodies = {"plain": PARAGRAPH, "first": hidden, "second": hidden, "other": f'<div class="paper">{IMAGE}</div>'}
    for name, body in bodies.items():
        page = PAGE.format(name="shared", body=body)
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    (tmp_path / "shared.css").write_text("@media screen { .paper { display: none } }", encoding="utf-8")
    (tmp_path / "shared.js").touch()
    (tmp_path / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    with served(tmp_path) as host:
        found = survey(chromium(), host, [f"{name}.html" for name in bodies], thorough=False)
    paper = {"print": {"image-alt"}}
    assert [told(found[f"{name}.html"]) for name in ("plain", "other")] == [{}, paper]
    both = [told(found[f"{name}.html"]) for name in ("first", "second")]
    assert sorted(both, key=len) == [{}, paper]


ALIKE = """<nav aria-label="{one}"><a href="#x">{link}</a></nav><nav aria-label="{two}"><a href="#x">b</a></nav>
<h2>Part</h2><h3>{part}</h3>{more}<p><label for="{id}">Word</label><input id="word"></p>{items}"""
SOUND = {"one": "a", "two": "b", "link": "a", "part": "Inner", "more": "", "id": "word", "items": "<p id='x'>c</p>"}
SAME_SHAPES = {
    "first": ({}, None),
    "other-words": ({"one": "c", "part": "Within", "items": "<p id='x'>d</p><p>e</p><p>f</p>"}, None),
    "no-name": ({"link": ""}, "link-name"),
    "names-alike": ({"two": "a"}, "landmark-unique"),
    "leads-nowhere": ({"id": "wort"}, "label"),
    "skips-a-level": ({"more": "<h2>Part</h2><h3>Inner</h3><h1>A page</h1><h3>Inner</h3>"}, "heading-order"),
}
"""What stands otherwise on pages that hold the same shapes of elements, and the rule it breaks."""


def test_a_page_is_judged_for_itself_unless_it_is_built_like_one_before(tmp_path: Path) -> None:
    for name, (other, _) in SAME_SHAPES.items():
        page = PAGE.format(name="shared", body=ALIKE.format(**SOUND | other))
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    (tmp_path / "shared.css").write_text(
        ":focus { outline: 3px solid } a { display: inline-block; padding: 20px }", encoding="utf-8"
    )
    (tmp_path / "shared.js").touch()
    (tmp_path / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    with served(tmp_path) as host:
        found = survey(chromium(), host, [f"{name}.html" for name in SAME_SHAPES], thorough=False)
    light = {name: {it.partition(":")[0] for it in found[f"{name}.html"].violations["light"]} for name in SAME_SHAPES}
    assert light == {name: {rule} if rule else set() for name, (_, rule) in SAME_SHAPES.items()}
