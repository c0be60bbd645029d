"""What one command takes: wall time, processor time and memory of its whole family of processes."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

SAMPLES_A_SECOND = 20
PROC = Path("/proc")
_PSS = re.compile(r"^Pss: +(\d+)", re.MULTILINE)


class CommandFailedError(Exception):
    """A measured command ended with another status than 0; the message holds its last lines."""


@dataclass(frozen=True)
class Measure:
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor time, in user and system mode, of the command and every process it waited for."""
    memory: float
    """Most megabytes held at once by all its processes, what they share counted once (PSS); 0 where not known."""
    others: float
    """Processors that everybody else kept busy meanwhile, on average; 0 where not known."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Measure:
    """Returns what a command took in a folder; raises CommandFailedError where it fails.

    The command becomes a session of its own, so that workers are found whatever becomes of their parents.
    """
    with TemporaryFile() as output:
        busy, start = _busy(), time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        peak = _Peak(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        memory = peak.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            last = "\n".join(output.read().decode("utf-8", "replace").splitlines()[-15:])
            raise CommandFailedError(f"{' '.join(command)} in {folder}: status {process.returncode}\n{last}")
    cpu = usage.ru_utime + usage.ru_stime
    others = max(0.0, (_busy() - busy - cpu) / wall) if busy else 0.0
    return Measure(wall, cpu, memory / 1e6, others)


class _Peak(threading.Thread):
    """Watches how much memory a session holds, from the moment it is made."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._family = Family(session)
        self._bytes = 0
        self._over = threading.Event()
        self.start()

    def run(self) -> None:
        """Samples until it is stopped; watching takes at most a twentieth of a processor from what is watched."""
        pause = 0.0
        while not self._over.wait(max(pause, 1 / SAMPLES_A_SECOND)):
            start = time.thread_time()
            self._bytes = max(self._bytes, self._family.held())
            pause = 20 * (time.thread_time() - start)

    def stop(self) -> int:
        """Returns the most bytes held at any sample."""
        self._over.set()
        self.join()
        return self._bytes


class Family:
    """The processes of a session."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._is_member: dict[str, bool] = {}

    def held(self) -> int:
        """Returns the bytes that the family holds: the sum of the proportional set sizes (`smaps_rollup`).

        A family is read twice, and the less counts: a process may be born between two of its members' readings.
        """
        members = self._members()
        return min(_held(members) for _ in range(2 if len(members) > 1 else 1))

    def _members(self) -> list[str]:
        alive = [path.name for path in PROC.glob("[0-9]*")]
        for name in alive:
            if name not in self._is_member:
                self._is_member[name] = _session(name) == self._session
        return [name for name in alive if self._is_member[name]]


def _held(processes: Sequence[str]) -> int:
    """Returns the sum over processes; one that still runs in its parent's memory, before its own program, adds none."""
    readings = {_read(name, "smaps_rollup") for name in processes}
    return sum(int(found[1]) * 1024 for reading in readings if (found := _PSS.search(reading)))


def _session(process: str) -> int:
    """Returns the session of a process (`stat`, the fourth field after the name), 0 once it has gone."""
    fields = _read(process, "stat").rpartition(")")[2].split()
    return int(fields[3]) if fields else 0


def _read(process: str, name: str) -> str:
    try:
        return (PROC / process / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _busy() -> float:
    """Returns the seconds that all processors were busy since the machine started (`/proc/stat`)."""
    try:
        fields = (PROC / "stat").read_text(encoding="utf-8").splitlines()[0].split()[1:]
    except OSError:
        return 0.0
    user, nice, system, _, _, interrupts, soft, *_ = map(int, fields)
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")
