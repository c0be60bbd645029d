"""`python -m macros.build`: the whole site, checked and strict, put in place only when it is complete."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from .check import check
from .exchange import exchange
from .faults import told
from .lock import SITE, lock
from .memory import FILE, Memory
from .packing import pack
from .programme import Programme
from .weights import weights_table

STAGE, RETIRED = Path("build/site"), Path("build/retired-site")

_BEGINS = re.compile(r"Building '(\w+)' documentation")


def main() -> int:
    """Builds the project in the current folder into `site/`; on any mistake `site/` stays as it was."""
    if SITE.is_symlink():
        print(f"{SITE}: a link, in place of which a folder would be put; take it away", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # or MkDocs would go on where the next build writes
    try:
        with lock(Path()):
            return _build()
    except KeyboardInterrupt:
        print(f"Stopped; nothing half made stands in {SITE}/", file=sys.stderr)
        return 128 + signal.SIGINT
    except Exception as error:
        print(told(error, Path.cwd()), file=sys.stderr)
        return 1


def _build() -> int:
    programme = check(Path.cwd())
    _recover()
    _throw_away(STAGE)
    if _mkdocs(programme):
        print(f"{SITE}/ stays as it was", file=sys.stderr)
        return 1
    pack(STAGE, Memory(FILE))
    table = weights_table(STAGE)
    _swap()
    print(f"The heaviest page of each kind, as brotli sends it:\n{table}")
    pages = sum(1 for _ in SITE.rglob("*.html"))
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(f"{SITE}/ is complete: {pages} pages, {size / 1e6:.1f} MB")
    return 0


def _mkdocs(programme: Programme) -> int:
    """Runs a strict build into the stage, telling each language as it begins and every warning; returns its status."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(STAGE)]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=os.environ | dated(programme), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            for line in process.stdout or ():
                begins = _BEGINS.search(line)
                if begins:
                    print(f"Building {begins[1]} ...", flush=True)
                elif not line.startswith("INFO"):
                    print(line, end="", flush=True)
        except KeyboardInterrupt:
            process.kill()  # or it would go on writing where the next build does
            raise
    return process.returncode


def dated(programme: Programme) -> dict[str, str]:
    """Returns the environment that dates the site by its data, so that two builds are the same bytes."""
    latest = programme.last_read
    moment = datetime(latest.year, latest.month, latest.day, tzinfo=UTC)
    return {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "NO_MKDOCS_2_WARNING": "1"}


def _swap() -> None:
    """Puts the stage in place of the site, in one step where the system can; what was there is thrown away after."""
    if not SITE.exists():
        STAGE.rename(SITE)
    elif exchange(STAGE, SITE):
        _throw_away(STAGE)
    else:
        SITE.rename(RETIRED)
        STAGE.rename(SITE)
    _throw_away(RETIRED)


def _throw_away(place: Path) -> None:
    """Takes away what may be left of an earlier build, whatever it is."""
    if place.is_file() or place.is_symlink():
        place.unlink()
    shutil.rmtree(place, ignore_errors=True)


def _recover() -> None:
    """Puts back a site that a build killed between two renames had set aside."""
    if RETIRED.exists() and not SITE.exists():
        RETIRED.rename(SITE)


if __name__ == "__main__":
    sys.exit(main())
