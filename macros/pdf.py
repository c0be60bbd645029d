"""`python -m macros.pdf`: the whole programme as one accessible PDF (PDF/UA-1) for each language."""

from __future__ import annotations

import gc
import logging
import os
import sys
from functools import partial
from pathlib import Path

from .book import STYLE, Book, chapters_in_order
from .build import dated
from .check import check
from .downloads import file_name, offer
from .language import Language
from .lock import SITE
from .offline import published_address
from .offline_pack import DOWNLOADS
from .paper import STYLE as PRINT_STYLE
from .pdf_tags import mend, with_languages
from .problems import Mistakes
from .programme import Programme
from .statements import LANGUAGES, LanguageCode, language_code
from .workers import across_cores

MISSING = (
    "make pdf needs WeasyPrint and the library Pango; install both with: make pdf, and on Debian "
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 ({error})"
)
STYLES = ("assets/site.css", PRINT_STYLE)


class Unavailable(Exception):  # noqa: N818 - what it says
    """The engine, or a library of the system that it draws with, is not there."""


def main() -> int:
    """Sets `site/` as PDFs in `site/downloads/`, all languages or those named; returns the exit status."""
    try:
        programme = check(Path.cwd())
        codes = [language_code(code) for code in sys.argv[1:]] or list(LANGUAGES)
        if not (SITE / "index.html").is_file():
            raise Unavailable(f"{SITE}/ is not built yet; run: make pdf")
        books = across_cores(partial(_told_and_set, programme), codes, fewest=2)
        files = {file_name(code, "pdf"): book for code, book in zip(codes, books, strict=True)}
    except (Mistakes, Unavailable) as problem:
        print(problem, file=sys.stderr)
        return 1
    for file in offer(SITE, files, programme):
        print(f"{SITE}/{DOWNLOADS}{file.name}: {file.size / 1e6:.2f} MB, SHA-256 {file.sha256}")
    return 0


def _told_and_set(programme: Programme, code: LanguageCode) -> bytes:
    print(f"Setting {code} (half a minute) ...", flush=True)
    return pdf(SITE, programme, code, Path("mkdocs.yml").read_text(encoding="utf-8"))


def pdf(site: Path, programme: Programme, code: LanguageCode, navigation: str) -> bytes:
    """Returns the built pages of a language as one PDF; the same pages give the same bytes."""
    paths = [path for path in chapters_in_order(navigation, code) if (site / path / "index.html").is_file()]
    pages = {path: (site / path / "index.html").read_text(encoding="utf-8") for path in paths}
    language = Language(code, programme.phrases)
    title = _site_name(pages[paths[0]])
    book = Book(language, title, pages, published_address(site))
    styles = [(site / style).read_text(encoding="utf-8") for style in STYLES]
    os.environ.update(dated(programme))
    return _set(book.html(), [*styles, STYLE])


def _site_name(page: str) -> str:
    return page.partition("</title>")[0].rpartition("<title>")[2].rpartition(" – ")[2]


def _set(html: str, styles: list[str]) -> bytes:
    """Returns a document as PDF/UA-1 (ISO 14289-1); nothing is fetched, from the disk or from another host."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.pdf import tags
    except (ImportError, OSError) as error:  # OSError: Pango is not there
        raise Unavailable(MISSING.format(error=str(error).splitlines()[0])) from None
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it tells each rule made for screens only
    sheets = [CSS(string=style, url_fetcher=_refuse) for style in styles]
    document = HTML(string=html, url_fetcher=_refuse, media_type="print")
    gc.disable()  # all of a book is kept until it is written; to look for what is not takes a fifth of the time
    try:
        with with_languages(tags):
            return bytes(document.write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1", pdf_tags=True, finisher=mend))
    finally:
        gc.enable()


def _refuse(address: str, **_: object) -> dict[str, object]:
    raise ValueError(f"a book loads nothing (found {address})")


if __name__ == "__main__":
    sys.exit(main())
