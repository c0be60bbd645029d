"""A site as a stock MkDocs project, and the same with the settings that keep its cost from growing with the square."""

from __future__ import annotations

import shutil
from pathlib import Path

from .site import PROJECT, Site, simple_pages, write_pages

CONFIGURATION = Path(__file__).with_name("stock.yml")
LOOKUPS = Path(__file__).with_name("lookups.py")
NO_PAGES = Path(__file__).with_name("no_pages.py")
PRUNED = {"features: []": "features: [navigation.prune]", "reconfigure_search: true": "reconfigure_search: false"}


def write_stock(site: Site, folder: Path, *, pruned: bool) -> None:
    """Writes a stock project of a site; what stood in the folder is thrown away."""
    shutil.rmtree(folder, ignore_errors=True)
    write_pages(simple_pages(site), folder / "docs")
    shutil.copytree(PROJECT / "docs/assets", folder / "docs/assets")
    shutil.copytree(PROJECT / "data", folder / "data")
    shutil.copy(LOOKUPS, folder / "main.py")
    configuration = CONFIGURATION.read_text(encoding="utf-8")
    for stock, better in PRUNED.items():
        assert stock in configuration  # noqa: S101 - our own file has it
        configuration = configuration.replace(stock, better) if pruned else configuration
    (folder / "mkdocs.yml").write_text(f"{configuration}\n{site.nav}", encoding="utf-8")


def write_without_pages(site: Site, folder: Path) -> None:
    """Writes a pruned stock project of which MkDocs reads files and navigation, and makes no page."""
    write_stock(site, folder, pruned=True)
    shutil.copy(NO_PAGES, folder)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as configuration:
        configuration.write(f"hooks: [{NO_PAGES.name}]\n")
