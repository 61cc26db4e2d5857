"""What goes wrong with a Neo4j server of one's own, and writers at once on a real one."""

import socket
import threading

import pytest
from pydantic import SecretStr

from graph.errors import SettingsError, StoreRefused, StoreUnavailable
from graph.settings import Settings
from graph.store import GraphStore


def test_a_server_that_is_away_is_named(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(home=tmp_path, url=f"bolt://127.0.0.1:{port}", password=SecretStr("x"))
    with pytest.raises(
        StoreUnavailable, match=rf"no graph server answers at bolt://127.0.0.1:{port}.*ACTORGRAPH_URL"
    ):
        GraphStore.open(settings)


def test_something_else_on_the_port_is_no_graph_server(tmp_path):
    def answer(listener):
        peer, _ = listener.accept()
        with peer:
            peer.recv(100)
            peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer, args=(listener,), daemon=True)
        thread.start()
        settings = Settings(home=tmp_path, url=f"bolt://127.0.0.1:{listener.getsockname()[1]}")
        with pytest.raises(StoreUnavailable, match="ACTORGRAPH_URL"):
            GraphStore.open(settings)


@pytest.mark.parametrize("url", ["no address", "http://127.0.0.1:7474", "bolt://127.0.0.1:port"])
def test_an_address_that_is_none_is_a_wrong_setting(tmp_path, url):
    with pytest.raises(SettingsError, match="ACTORGRAPH_URL"):
        GraphStore.open(Settings(home=tmp_path, url=url))


def test_a_wrong_password_is_refused(neo4j_settings):
    wrong = neo4j_settings.model_copy(update={"password": SecretStr("wrong-password")})
    with pytest.raises(StoreRefused, match="ACTORGRAPH_PASSWORD"):
        GraphStore.open(wrong)


def test_a_missing_database_is_named(neo4j_settings):
    wrong = neo4j_settings.model_copy(update={"database": "nosuch"})
    with pytest.raises(StoreUnavailable, match="ACTORGRAPH_DATABASE"):
        GraphStore.open(wrong)


def test_writers_at_once_sum_up_all_events(store, build):
    def write(number):
        with GraphStore.open(store.settings) as own:
            for k in range(10):
                line = build.line("ASSAULT", "NOR", f"T{k % 2}")
                own.write([build.coding(f"w{number}-{k}", line, origin=f"{number}-{k}")])

    threads = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.rows(
        "MATCH (:Actor)-[r:ASSAULT]->(b:Actor) RETURN b.id AS b, r.claims AS n, r.origins AS o"
    )
    assert {row["b"]: (row["n"], row["o"]) for row in found} == {"T0": (15, 15), "T1": (15, 15)}
