"""A Neo4j Community server for the tests: `python tests/neo4j/launch.py VERSION FOLDER`.

The password is in NEO4J_PASSWORD. Fetches the jars with Maven where they are not there yet
(ACTORGRAPH_NEO4J_LIB, by default a folder of the user's cache, with a folder for each version of
versions.toml), starts a server in FOLDER, prints its address when it answers, and ends it when its own
standard input is closed: so it never outlives a test run. `--fetch` only fetches the jars, of all versions.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
START_SECONDS = 180
OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")


@dataclass(frozen=True)
class Version:
    """A release of Neo4j, and what it needs to run."""

    name: str
    java: tuple[int, int]
    main: str
    flags: tuple[str, ...]
    settings: tuple[str, ...]

    @property
    def jars(self) -> Path:
        """Where its jars are, or will be."""
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return Path(os.environ.get("ACTORGRAPH_NEO4J_LIB") or cache / "actorgraph") / f"neo4j-{self.name}"

    @property
    def has_jars(self) -> bool:
        """Whether its jars are there."""
        return (self.jars / f"neo4j-{self.name}.jar").exists()

    def missing(self) -> str | None:
        """Why it cannot be started on this machine, or None."""
        if java(self) is None:
            return f"Neo4j {self.name} needs Java {self.java[0]} to {self.java[1]}, on PATH or in JAVA_HOME"
        if not self.has_jars and shutil.which("mvn") is None:
            return f"no Neo4j jars in {self.jars} and no mvn to fetch them"
        return None


@cache
def versions() -> dict[str, Version]:
    """All versions of versions.toml, by name."""
    raw = tomllib.loads((HERE / "versions.toml").read_text("utf-8"))
    return {
        name: Version(
            name=name,
            java=(row["java"][0], row["java"][1]),
            main=row["main"],
            flags=tuple(row["flags"]),
            settings=tuple(row["settings"]),
        )
        for name, row in raw.items()
    }


def java(version: Version) -> Path | None:
    """A Java that the version supports: of JAVA_HOME, of PATH, or the one that arcadedb-embedded carries."""
    found = [Path(os.environ.get("JAVA_HOME", "none"), "bin", "java"), Path(shutil.which("java") or "none")]
    carrier = find_spec("arcadedb_embedded")
    if carrier and carrier.origin:
        found.append(Path(carrier.origin).parent / "jre" / "bin" / "java")
    least, most = version.java
    return next((path for path in found if path.is_file() and least <= _release(path) <= most), None)


@cache
def _release(path: Path) -> int:
    said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
    number = re.search(r'version "(\d+)', said)
    return int(number[1]) if number else 0


def fetch(version: Version) -> None:
    """Fetch the jars into a folder beside, then put it in place whole."""
    if version.has_jars:
        return
    part = version.jars.with_name(f"{version.jars.name}.{os.getpid()}.part")
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    command += [f"-Dneo4j.version={version.name}", "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:  # what Maven says holds the registry's address, so it is not passed on
        raise SystemExit(f"mvn could not fetch Neo4j {version.name} (exit code {done.returncode})")
    version.jars.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(version.jars, ignore_errors=True)
    part.replace(version.jars)


def start(version: Version, home: Path, password: str, port: int, heap: int = 512) -> subprocess.Popen[bytes]:
    """Start a server in `home`, with so many MB of heap; the password is set where the home is new."""
    new = not (home / "data").exists()
    for name in ("conf", "data", "logs", "import", "plugins", "run"):
        (home / name).mkdir(parents=True, exist_ok=True)
    if not (home / "certificates").exists():
        certify(home / "certificates")
    config = (HERE / "neo4j.conf").read_text("utf-8").replace("@PORT@", str(port))
    sized = config.replace("@HEAP@", f"{heap}m").replace("@HALF@", f"{heap // 2}m")
    (home / "conf" / "neo4j.conf").write_text("\n".join((sized, *version.settings, "")), "utf-8")
    if new:
        admin(version, home, "dbms", "set-initial-password", password).check_returncode()
    program, jars = str(java(version)), f"{version.jars}/*"
    flags = [f"-Xms{heap}m", f"-Xmx{heap}m", "-XX:+UseG1GC"]
    flags += ["-Dfile.encoding=UTF-8", "-Dlog4j2.disable.jmx=true"]
    flags += [f"--add-opens={name}=ALL-UNNAMED" for name in OPENS]
    flags += ["-Dio.netty.tryReflectionSetAccessible=true", "-Djdk.nio.maxCachedBufferSize=1024"]
    places = ["-cp", f"{home}/plugins/*:{home}/conf:{jars}", version.main]
    places += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "logs" / "console.log").open("wb") as log:
        command = [program, *flags, *version.flags, *places]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def certify(folder: Path) -> None:
    """A certificate for 127.0.0.1, and in `ca.pem` that of the authority that signed it."""
    import trustme

    folder.mkdir()
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    server = authority.issue_cert("127.0.0.1")
    server.private_key_pem.write_to_path(folder / "private.key")
    for part in server.cert_chain_pems:
        part.write_to_path(folder / "public.crt", append=True)


def admin(version: Version, home: Path, *arguments: str, heap: int = 128) -> subprocess.CompletedProcess[str]:
    """Run a command of `neo4j-admin` on `home`."""
    environ = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    tool = [str(java(version)), f"-Xmx{heap}m", "-cp", f"{version.jars}/*", "org.neo4j.cli.AdminTool"]
    return subprocess.run(
        [*tool, *arguments], env=environ, check=False, capture_output=True, text=True, cwd=home
    )


def wait(process: subprocess.Popen[bytes], home: Path, url: str, password: str) -> None:
    """Wait until the server answers."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import ServiceUnavailable

    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with GraphDatabase.driver(url, auth=("neo4j", password), telemetry_disabled=True) as driver:
                driver.verify_connectivity()
            return
        except ServiceUnavailable:
            time.sleep(0.2)
    process.kill()
    raise SystemExit(f"Neo4j did not start:\n{(home / 'logs' / 'console.log').read_text('utf-8')[-2000:]}")


def serve(version: Version, home: Path, password: str) -> None:
    """Run a server until standard input is closed."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    url = f"bolt://127.0.0.1:{port}"
    process = start(version, home, password, port)
    try:
        wait(process, home, url, password)
        print(url, flush=True)
        sys.stdin.read()
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def main(arguments: list[str]) -> None:
    wanted = tuple(versions()) if arguments == ["--fetch"] else arguments[:1]
    for version in (versions()[name] for name in wanted):
        if reason := version.missing():
            raise SystemExit(reason)
        fetch(version)
    if arguments != ["--fetch"]:
        serve(versions()[arguments[0]], Path(arguments[1]), os.environ["NEO4J_PASSWORD"])


if __name__ == "__main__":
    main(sys.argv[1:])
