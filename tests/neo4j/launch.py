"""A Neo4j Community server for the tests: `python tests/neo4j/launch.py FOLDER`, password in NEO4J_PASSWORD.

Fetches the jars with Maven where they are not there yet (ACTORGRAPH_NEO4J_LIB, by default a folder of the
user's cache), starts a server in FOLDER, prints its address when it answers, and ends it when its own
standard input is closed: so it never outlives a test run. `--fetch` only fetches the jars.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
START_SECONDS = 180
OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")


def jar_folder() -> Path:
    """Where the jars are, or will be."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("ACTORGRAPH_NEO4J_LIB") or cache / "actorgraph" / "neo4j-5.26.30")


def missing() -> str | None:
    """Why no server can be started on this machine, or None."""
    if shutil.which("java") is None:
        return "no java on this machine"
    if not has_jars() and shutil.which("mvn") is None:
        return f"no Neo4j jars in {jar_folder()} and no mvn to fetch them"
    return None


def fetch() -> None:
    """Fetch the jars into a folder beside, then put it in place whole."""
    if has_jars():
        return
    lib = jar_folder()
    part = lib.with_name(f"{lib.name}.{os.getpid()}.part")
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    done = subprocess.run(
        [*command, "-DincludeScope=runtime", f"-DoutputDirectory={part}"], capture_output=True, check=False
    )
    if done.returncode:  # what Maven says holds the registry's address, so it is not passed on
        raise SystemExit(f"mvn could not fetch the Neo4j jars (exit code {done.returncode})")
    lib.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(lib, ignore_errors=True)
    part.replace(lib)


def has_jars() -> bool:
    """Whether the jars are there."""
    return (jar_folder() / "neo4j-5.26.30.jar").exists()


def start(home: Path, password: str, port: int) -> subprocess.Popen[bytes]:
    """Start a server in `home`, which must be new."""
    for name in ("conf", "data", "logs", "import", "plugins", "run"):
        (home / name).mkdir(parents=True, exist_ok=True)
    config = (HERE / "neo4j.conf").read_text("utf-8").replace("@PORT@", str(port))
    (home / "conf" / "neo4j.conf").write_text(config, "utf-8")
    jars = f"{jar_folder()}/*"
    environ = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    admin = ["java", "-Xmx128m", "-cp", jars, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password"]
    subprocess.run([*admin, password], env=environ, check=True, capture_output=True)
    flags = ["-Xms512m", "-Xmx512m", "-XX:+UseG1GC", "-Dfile.encoding=UTF-8", "-Dlog4j2.disable.jmx=true"]
    flags += [f"--add-opens={name}=ALL-UNNAMED" for name in OPENS]
    flags += ["-Dio.netty.tryReflectionSetAccessible=true", "-Djdk.nio.maxCachedBufferSize=1024"]
    places = ["-cp", f"{home}/plugins/*:{home}/conf:{jars}", "org.neo4j.server.CommunityEntryPoint"]
    places += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "logs" / "console.log").open("wb") as log:
        return subprocess.Popen(["java", *flags, *places], stdin=subprocess.DEVNULL, stdout=log, stderr=log)


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


def main(arguments: list[str]) -> None:
    if reason := missing():
        raise SystemExit(reason)
    fetch()
    if arguments == ["--fetch"]:
        return
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    home, password, url = Path(arguments[0]), os.environ["NEO4J_PASSWORD"], f"bolt://127.0.0.1:{port}"
    process = start(home, password, port)
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


if __name__ == "__main__":
    main(sys.argv[1:])
