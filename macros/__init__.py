"""The door by which mkdocs-macros comes in. What the site does at MkDocs' events stands in seam/.

Nothing is imported here, so that `python -m macros.check` starts without MkDocs.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

if sys.flags.optimize > 1:
    sys.exit("PYTHONOPTIMIZE: takes away the docstrings that are published; unset it")

EVENTS = "macros-seam"

ROOMS = ("macros", "l10n")
"""Folders of the project in which code stands; of no other is it known when it changes."""

OWN = Path(__file__).read_bytes()
"""What stands in this file, as long as the program runs."""

_RUNS = __spec__.cached if __spec__ and Path(__spec__.cached or "").is_file() else None
"""What Python compiled of this file, and runs now, unless it has only just read the file."""


def _age() -> float:
    """Returns for how many seconds this program has run; where the system does not tell, for how many it has worked."""
    try:
        ticks = int(Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19])  # proc(5)
        return max(time.process_time(), time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK"))
    except (OSError, AttributeError, ValueError, IndexError):
        return time.process_time()


BEGAN = time.time() - _age()
"""When the program began, and soon after it the first build; whatever was saved since then may not be in that."""

imported_since = time.time()
"""When the modules that run now began to be imported; what was saved since then may not be what runs."""

newest: Any = None
"""The events of the last build that was complete; a preview goes on with them."""


def define_env(env: Any) -> None:
    """Makes mkdocs-macros render pages through our own templates; called once for each language built.

    Data and pages are checked before anything is written: any mistake aborts the build with one line each.
    """
    plugins = env.conf["plugins"]
    if EVENTS not in plugins:
        plugins[EVENTS] = _events(Path(env.project_dir), env.conf)
    events = plugins[EVENTS]
    env.render = lambda markdown, force_rendering=False: events.render(markdown, env.page.file.src_uri)


def _events(project: Path, config: Any) -> Any:
    """Returns the events of one build, from the modules and the data as they are on disk now."""
    global imported_since
    taken_in = None
    while taken_in != (taken_in := _saved(project)):  # again, if a module was saved while they were imported
        for name in modules():
            del sys.modules[name]  # `mkdocs serve` would run the old code
            globals().pop(name.removeprefix("macros."), None)  # where `from .. import frame` would find it
        imported_since = time.time()
        _forget_hasty_bytecode(project)
        from .seam.importing import imported

        with imported(project):
            from .seam.events import Events
            from .seam.stopping import stop_at

    try:
        return Events(project, config)
    except Exception as error:
        stop_at(error, project)
        raise


def modules() -> dict[str, ModuleType]:
    """Returns our modules as they are now, by their names; this one stays for as long as the program runs."""
    return {name: it for name, it in sys.modules.items() if name == "l10n" or name.startswith(("macros.", "l10n."))}


def _saved(project: Path) -> dict[Path, tuple[int, int]]:
    """Returns when each module was saved, and when it came to be where it is, be it with an older date."""
    rooms = (walk for room in ROOMS for walk in os.walk(project / room, followlinks=True))
    files = (Path(folder) / name for folder, _, names in rooms for name in names if name.endswith(".py"))
    found = {path: path.stat() for path in files if path.is_file()}  # unlike the lock of an editor
    return {path: (it.st_mtime_ns, it.st_ctime_ns) for path, it in found.items()}


def _forget_hasty_bytecode(project: Path) -> None:
    """Takes away what Python compiled before a module came, be it with an old date, or in the second it was saved in.

    It knows bytecode by that second and the size, and would take it for that of what was saved later.
    """
    for path, (saved, came) in _saved(project).items():
        bytecode = Path(importlib.util.cache_from_source(str(path)))
        if bytecode.is_file():
            compiled = bytecode.stat()
            if compiled.st_mtime < saved // 10**9 + 1 or compiled.st_ctime_ns < came:
                bytecode.unlink(missing_ok=True)


_forget_hasty_bytecode(Path(__file__).parents[1])
if _RUNS and not Path(_RUNS).is_file():
    exec(compile(OWN, __file__, "exec"))  # noqa: S102 - our own, in place of what was compiled from something else
