"""`make bench`: the same site built by our project and by what people would otherwise pick, side by side in one run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .site import TooFewError, site, write_own
from .stock import write_stock

ROOM = Path("build/bench")


def main() -> int:
    """Writes the projects asked for; returns the exit status."""
    options = _options()
    for name in options.pages.split():
        try:
            made = site(None if name == "own" else int(name))
        except (TooFewError, ValueError) as error:
            print(error if isinstance(error, TooFewError) else f"N={name} is no number of pages; write N=own or N=300")
            return 1
        write_own(made, ROOM / f"own-{name}")
        write_stock(made, ROOM / f"stock-{name}", pruned=False)
        write_stock(made, ROOM / f"pruned-{name}", pruned=True)
        print(f"{ROOM}/own-{name}, stock-{name}, pruned-{name}: {made.pages} pages in each language")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--pages", default="own 100 300 1000")
    parser.add_argument("--projects", action="store_true", help="only write the projects that are measured")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
