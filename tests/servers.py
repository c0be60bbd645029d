"""Real hosts on this machine, set up as the README and the snippets of the build say: nginx and Apache."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .not_run import not_run

MODULES = Path("/usr/lib/apache2/modules")
APACHE_NEEDS = ("mpm_event", "authz_core", "dir", "mime", "alias", "headers", "rewrite")

NGINX = """
daemon off; pid {work}/nginx.pid; {user}
events {{}}
http {{
  access_log off; default_type application/octet-stream;
  client_body_temp_path {work}; proxy_temp_path {work}; fastcgi_temp_path {work}; uwsgi_temp_path {work};
  scgi_temp_path {work};
  server {{ listen 127.0.0.1:{port}; root {root}; include {root}{base}.nginx.conf; }}
}}
"""
APACHE = """
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {work}/apache.pid
TypesConfig /dev/null
ErrorLog {work}/error.log
{user}
{modules}
DocumentRoot {root}
<Directory {root}>
  AllowOverride FileInfo Indexes
  Require all granted
</Directory>
"""


@dataclass(frozen=True)
class Answer:
    """What a host answered."""

    status: int
    headers: dict[str, str]
    content: bytes


@dataclass(frozen=True)
class Server:
    """A host that runs on a port of this machine."""

    name: str
    port: int

    def get(self, path: str, **headers: str) -> Answer:
        """Returns the answer to one request; redirects are not followed. `Accept_Encoding` names a header."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return found


@contextmanager
def nginx(root: Path, work: Path, base: str = "/") -> Iterator[Server]:
    """Serves the site that stands at `base` under a root folder."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH')}:/usr/sbin") or not_run(
        "no nginx found; on Debian: sudo apt install nginx-light"
    )
    user = "user root;" if os.geteuid() == 0 else ""
    port = _free_port()
    config = work / "nginx.conf"
    config.write_text(NGINX.format(work=work, root=root, base=base, port=port, user=user), encoding="utf-8")
    with _running([program, "-p", str(work), "-e", str(work / "error.log"), "-c", str(config)], port, work):
        yield Server("nginx", port)


@contextmanager
def apache(root: Path, work: Path) -> Iterator[Server]:
    """Serves a folder whose `.htaccess` it reads."""
    program = shutil.which("apache2", path=f"{os.environ.get('PATH')}:/usr/sbin") or not_run(
        "no Apache found; on Debian: sudo apt install apache2-bin"
    )
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in APACHE_NEEDS)
    user = "User nobody\nGroup nogroup" if os.geteuid() == 0 else ""
    port = _free_port()
    config = work / "apache.conf"
    config.write_text(APACHE.format(work=work, root=root, port=port, user=user, modules=modules), encoding="utf-8")
    with _running([program, "-D", "FOREGROUND", "-f", str(config)], port, work):
        yield Server("apache", port)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], port: int, work: Path) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            _wait(process, port, work)
            yield
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, work: Path) -> None:
    """Returns once the host answers; fails with what it said where it does not start."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    said = process.stderr.read().decode() if process.stderr and process.poll() is not None else ""
    log = work / "error.log"
    raise AssertionError(said + (log.read_text(encoding="utf-8") if log.exists() else ""))
