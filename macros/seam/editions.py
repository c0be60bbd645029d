"""One language of a build: each of its pages, made when it is asked for and only if it would come out otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from mkdocs.commands import build as loop
from mkdocs.utils import get_build_date

from ..checked_pages import CODE
from ..memory import Made
from ..pages.mentions import has_mentions
from ..pages.parallel import PLACE
from ..pages.translation import PLACE as TRANSLATIONS
from ..reads import digest
from ..side_by_side import PAGE
from ..workers import across_cores
from .crumbs import structure
from .desk import Desk
from .page_bodies import Bodies, Warned
from .surroundings import FRAME, all_there_is, named_around, pages_around
from .warnings import held_back, let_out


class Edition(Bodies):
    """The pages of one language, each body in its frame."""

    _everything: str | None = None

    def sheet_to_write(self, path: str) -> str:
        """Returns a page as it is published, by its path under docs/; once, as a build writes it once."""
        return self._all_sheets.pop(path)

    @cached_property
    def _all_sheets(self) -> dict[str, str]:
        keys = {path: self._frame(path) for path in self.pages}
        kept = {path: self._remembered(path, key) for path, key in keys.items()}
        missing = [path for path, sheet in kept.items() if sheet is None]
        with self._speaking():
            made = dict(zip(missing, across_cores(self._sheet, missing), strict=True))
        self._keep_sheets(made, keys)
        kept |= {path: sheet.value for path, (sheet, _) in made.items()}
        return {page.file.src_uri: str(kept[path]) for path, page in self.pages.items()}

    def sheet(self, path: str) -> str:
        """Returns one page as it is published, with no more of the others than it shows."""
        self.populate([path, *filter(self._is_renamed, self._shown_with(path))])
        key = self._frame(path)
        found = self._remembered(path, key)
        if found is not None:
            return found
        with self._speaking():
            made = self._sheet(path)
        if self._frame(path) == key:  # else something that it shows was saved meanwhile
            self._keep_sheets({path: made}, {path: key})
        return str(made[0].value)

    def _is_renamed(self, path: str) -> bool:
        return self._desk.pages.heading(path, self.code) != self._headings.get(path)

    def _keep_sheets(self, sheets: Mapping[str, tuple[Made, Warned]], keys: Mapping[str, str]) -> None:
        """Remembers sheets of which nothing is warned, unless a template or an asset was saved while they were made."""
        is_one_look = self._desk.has_look_as_it_was()
        for path, (made, warned) in sheets.items():
            let_out(warned)
            if is_one_look and not warned:
                self._desk.memory.remember(self._room + "/sheets", path, keys[path], made, self.says)

    def _remembered(self, path: str, key: str) -> str | None:
        found = self._desk.memory.recall(self._room + "/sheets", path, key, self.says)
        return str(found.value) if found else None

    def _frame(self, path: str) -> str:
        """Returns a name for all that stands around a page, and for the page itself."""
        page, config = self.pages[path], self.config
        aligned = self._desk.pages.sources[PAGE].values() if PLACE in (page.content or "") else ()
        shows_progress, shows_links = TRANSLATIONS in (page.content or ""), has_mentions(page.content or "")
        looks_farther = self._desk.looks_farther(self.env)
        if shows_links or looks_farther:
            self.populate_all()  # as they are now; a preview makes no page before it is asked for
        return digest(
            *(CODE, self._desk.look, self._settings, self.site_name, config.site_url, page.url),
            *(self.env.globals["search_address"], page.content, page.title, page.toc, page.update_date),
            *(self._structure, *named_around(page, self.nav), *sorted(config.theme.static_templates)),
            *(source.text for source in aligned),
            *((self._desk.known_progress(),) if shows_progress else ()),
            *((f"{it.url} {it.content}" for it in self.nav.pages) if shows_links else ()),
            *((self._all_there_is(),) if looks_farther else ()),
        )

    def _all_there_is(self) -> str:
        """Returns a name for all that a template may show that looks farther; a build finds it once, for all pages."""
        if self._everything is None or self._desk.is_preview:
            everything = all_there_is(self.pages.values(), self.nav, self.config)
            self._everything = digest(*everything, self._desk.pages.all_facts)
        return self._everything

    @cached_property
    def _structure(self) -> str:
        return digest(structure(self.nav.items))

    def _shown_with(self, path: str) -> list[str]:
        """Returns the pages whose titles stand around a page; excluded ones may stand in the navigation."""
        return [it for it in pages_around(self.pages[path], self.nav) if it in self.pages]

    def _sheet(self, path: str) -> tuple[Made, Warned]:
        """Returns a page in its frame, as MkDocs makes it, the facts its frame reads, and what is warned of."""
        page, config = self.pages[path], self.config
        page.active = True
        try:
            with held_back() as warned, self._desk.pages.read() as reads:
                context = loop.get_context(self.nav, self.files, config, page)
                context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
                sheet = self.env.get_template(FRAME).render(context)
                sheet = config.plugins.on_post_page(sheet, page=page, config=config)
            return Made(sheet, frozenset(reads)), warned
        finally:
            page.active = False  # also where a template holds a mistake, or every other page would show it as current

    @property
    def shown_everywhere(self) -> Sequence[str]:
        """The pages at the top of the navigation that have no name there: every sheet shows their titles."""
        top = (item.file.src_uri.partition("/")[2] for item in self.nav.items if item.is_page)
        return [path for path in top if self._given_titles.get(path, path) is None]

    def write_templates(self) -> None:
        """Writes what the theme publishes beside the pages, such as the page for what does not exist."""
        self.populate(self.shown_everywhere)
        with self._speaking(), held_back() as warned:
            for name in self.config.theme.static_templates:
                loop._build_theme_template(name, self.env, self.files, self.config, self.nav)
        let_out(warned)


def write_templates(editions: Collection[Edition], desk: Desk) -> None:
    """Writes anew what the theme publishes beside the pages, of all languages."""
    for page in (it for edition in editions for it in edition.pages.values()):
        page.update_date = get_build_date()  # a preview may last for days
    if any(desk.shows_bodies(it.env, it.config.theme.static_templates) for it in editions):
        for edition in editions:
            edition.populate_all()
    for edition in editions:
        edition.write_templates()
