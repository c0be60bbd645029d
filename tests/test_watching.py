"""What is saved is heard of, whatever came before: links to nowhere, folders that go and come, too many files."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, InotifyFD, Mask, WatchDescriptor

from macros.page_files import is_passing
from macros.seam import watching
from macros.seam.walking import missed
from macros.seam.watching import Watching

LONGEST = 10


class Ear:
    """A project that is watched, and what is heard of it."""

    def __init__(self, project: Path) -> None:
        self.project, self.heard = project, set[Path]()
        self.server = LiveReloadServer(lambda: None, "127.0.0.1", 0, root=".")
        self.watching = Watching(self.server)
        self.watching.take_over()

    def begin(self) -> None:
        for place in ("docs", "data", "mkdocs.yml"):
            self.watching.watch(str(self.project / place))
        self.server.observer.start()
        self.watching.changed()

    def hears(self, path: str, act: Callable[[Path], object]) -> bool:
        """Whether it is heard of a path that something is done to it."""
        self.watching.changed()
        act(self.project / path)
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            if self.project / path in self.watching.changed():
                return True
            time.sleep(0.02)
        return False


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    with listening(tmp_path) as found:
        yield found


@contextmanager
def listening(tmp_path: Path) -> Iterator[Ear]:
    project = tmp_path / "project"
    for file in ("docs/en/about.md", "docs/assets/site.css", "data/phrases.yml", "mkdocs.yml"):
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        save(project / file)
    found = Ear(project)
    try:
        yield found
    finally:
        found.server.observer.stop()
        found.server.server_close()


def save(path: Path) -> None:
    path.write_text("saved", encoding="utf-8")


def until_gone(path: Path) -> None:
    until = time.monotonic() + LONGEST
    while path.exists():
        assert time.monotonic() < until, "nobody looked at it"
        time.sleep(0.02)


@pytest.mark.parametrize("path", ["docs/assets/site.css", "docs/en"])
def test_it_is_heard_who_may_read_a_file_or_folder(ear: Ear, path: str) -> None:
    ear.begin()
    assert ear.hears(path, lambda it: it.chmod(0o700))


def test_what_an_editor_locks_a_file_with_is_no_link_to_be_followed(ear: Ear) -> None:
    ear.begin()
    (ear.project / "docs/en/.#about.md").symlink_to("someone@somewhere.1")
    assert ear.hears("docs/en/about.md", save)
    assert not [it for it in ear.watching._watched.values() if is_passing(it)]


@pytest.mark.parametrize("leads_to", ["/nonexistent/x/y.svg", "zzyzx.svg"])
def test_a_link_that_leads_nowhere_ends_nothing(ear: Ear, leads_to: str) -> None:
    (ear.project / "data/zzyzx.svg").symlink_to(leads_to)  # before the start
    ear.begin()
    assert ear.hears("docs/assets/zzyzx.svg", lambda path: path.symlink_to(leads_to))
    assert ear.hears("docs/en/about.md", save)
    assert ear.hears("data/phrases.yml", save)


def test_what_a_link_leads_to_is_watched_when_it_comes_and_heard_of_when_it_goes(ear: Ear, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else/where.yml"
    (ear.project / "data/zzyzx.yml").symlink_to(elsewhere)
    ear.begin()
    for _ in range(2):
        assert ear.hears("data/zzyzx.yml", lambda _: (elsewhere.parent.mkdir(), save(elsewhere)))
        assert ear.hears("data/zzyzx.yml", lambda _: save(elsewhere))
        assert ear.hears("data/zzyzx.yml", lambda _: elsewhere.unlink())
        elsewhere.parent.rmdir()
        time.sleep(0.1)


def test_what_is_saved_or_goes_before_anybody_listens_is_heard_of(ear: Ear) -> None:
    for place in ("docs", "data"):
        ear.watching.watch(str(ear.project / place))
    ear.watching.changed()
    save(ear.project / "docs/en/about.md")
    (ear.project / "docs/assets/site.css").unlink()
    ear.server.observer.start()
    assert {ear.project / "docs/en/about.md", ear.project / "docs/assets"} <= ear.watching.changed()


def test_a_module_that_goes_before_anybody_listens_is_heard_of(ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    went = ear.project / "macros/zzyzx.py"
    (went.parent / "__pycache__").mkdir(parents=True)
    module = ModuleType("macros.zzyzx")
    module.__file__ = str(went)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    ear.watching.watch(str(went.parent))
    ear.watching.changed()
    ear.server.observer.start()
    assert went in ear.watching.changed()


def test_what_may_not_be_looked_into_ends_nothing(ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    for asks in ("is_dir", "is_file", "is_symlink", "exists"):
        monkeypatch.setattr(Path, asks, closed)  # as they do in a folder that is closed
    assert [*missed([ear.project])]
    ear.begin()
    assert ear.hears("docs/en/about.md", save)


def test_nothing_that_is_raised_over_an_event_keeps_others_from_being_heard(
    ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear.begin()
    raised = iter([True])

    def matters(path: Path) -> bool:
        if next(raised, False):
            raise OSError
        return True

    monkeypatch.setattr(watching, "_matters", matters)
    save(ear.project / "data/phrases.yml")
    assert ear.hears("docs/en/about.md", save)
    assert next(raised, None) is None


def test_where_the_system_lost_what_it_had_to_tell_every_file_is_taken_for_saved(ear: Ear) -> None:
    ear.begin()
    lost = InotifyEvent(WatchDescriptor(-1), Mask(InotifyConstants.IN_Q_OVERFLOW), 0, b"")
    assert ear.hears("data/phrases.yml", lambda _: InotifyFD.get_instance().handle_event(lost))
    assert ear.hears("docs/en/about.md", save)


def test_a_file_is_heard_of_while_looking_whatever_its_size_and_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLL", "1")
    with listening(tmp_path) as ear:
        page = ear.project / "docs/en/about.md"
        dated = page.stat()
        ear.begin()
        time.sleep(1)
        assert ear.hears(
            "docs/en/about.md", lambda _: (page.write_text("SAVED"), os.utime(page, ns=(0, dated.st_mtime_ns)))
        )


def test_settings_that_go_are_heard_of(ear: Ear) -> None:
    ear.begin()
    assert ear.hears("mkdocs.yml", Path.unlink)
    assert ear.hears("mkdocs.yml", save)


def test_a_folder_that_goes_again_as_it_comes_is_watched_when_it_comes_to_stay(
    ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear.begin()
    docs, schedule = ear.project / "docs", ear.server.observer.schedule
    shutil.copytree(docs, tmp_path / "docs")

    def schedule_too_late(handler: object, path: str, **options: object) -> object:
        if path == str(docs):
            shutil.rmtree(docs, ignore_errors=True)
        return schedule(handler, path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(ear.server.observer, "schedule", schedule_too_late)
    for _ in range(3):
        shutil.rmtree(docs, ignore_errors=True)
        docs.mkdir()
        until_gone(docs)
    monkeypatch.undo()
    shutil.copytree(tmp_path / "docs", docs)
    assert ear.hears("docs/en/about.md", save)
    assert ear.hears("docs/assets/site.css", save)


@pytest.mark.parametrize("begun", [False, True])
def test_where_the_system_tells_of_no_more_files_they_are_looked_at(
    ear: Ear, begun: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    caplog.set_level("INFO")
    if begun:
        ear.begin()
    monkeypatch.setattr(InotifyFD, "add_callback", no_room)
    if not begun:
        ear.begin()
    else:
        assert ear.hears("docs", lambda docs: (shutil.rmtree(docs), docs.mkdir(), (docs / "en").mkdir()))
    assert ear.hears("docs/en/about.md", save)
    assert ear.hears("mkdocs.yml", save)
    assert [it.getMessage() for it in caplog.records if it.name == "mkdocs.preview"] == [
        "inotify watch limit reached: files are looked at instead, as with POLL=1"
    ]
