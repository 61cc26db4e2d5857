"""Encrypted connections to a real Neo4j: whose certificate is trusted, and where a password never goes."""

import pytest
import trustme
from pydantic import SecretStr

from graph.bolt import connect
from graph.errors import SettingsError, StoreRefused, StoreUnavailable
from graph.settings import Settings
from graph.store import GraphStore

SECRET = "never-to-be-seen"


def at(settings, scheme, **more):
    """The settings with another scheme in the address."""
    return settings.model_copy(update={"url": settings.url.replace("bolt://", f"{scheme}://"), **more})


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_of_ones_own_authority_is_trusted(neo4j_settings, scheme):
    ours = at(neo4j_settings, scheme, ca=neo4j_settings.home / "certificates" / "ca.pem")
    with GraphStore.open(ours) as store:
        assert store.rows("RETURN 1 AS one") == [{"one": 1}]


def test_ssc_takes_any_certificate(neo4j_settings):
    with GraphStore.open(at(neo4j_settings, "bolt+ssc")) as store:
        assert store.rows("RETURN 1 AS one") == [{"one": 1}]


def test_a_certificate_that_nobody_vouches_for_is_refused(neo4j_settings, tmp_path):
    trustme.CA().cert_pem.write_to_path(tmp_path / "other.pem")
    for ca in (None, tmp_path / "other.pem"):
        with pytest.raises(StoreRefused, match=r"certificate of the server is not trusted.*ACTORGRAPH_CA"):
            GraphStore.open(at(neo4j_settings, "bolt+s", ca=ca))


def test_a_certificate_for_another_host_is_refused(neo4j_settings):
    ours = at(neo4j_settings, "bolt+s", ca=neo4j_settings.home / "certificates" / "ca.pem")
    elsewhere = ours.model_copy(update={"url": ours.url.replace("127.0.0.1", "localhost")})
    with pytest.raises(StoreRefused, match="not trusted"):
        GraphStore.open(elsewhere)


def test_a_server_without_tls_is_told(local_settings):
    with GraphStore.open(local_settings) as store:
        port = store.url.rpartition(":")[2]
    with pytest.raises((StoreRefused, StoreUnavailable), match=r"encrypted connection|no graph server"):
        GraphStore.open(Settings(url=f"bolt+s://127.0.0.1:{port}", password=SecretStr(SECRET)))


@pytest.mark.parametrize("url", ["bolt://8.8.8.8", "neo4j://8.8.8.8:7687", "bolt://[2606:4700::1]:7687"])
def test_a_password_never_goes_over_an_open_network_in_the_clear(url):
    with pytest.raises(SettingsError, match=r"unencrypted.*\+s://") as told:
        connect(url, "neo4j", SECRET)
    assert SECRET not in str(told.getrepr(showlocals=False))


@pytest.mark.parametrize(
    "url", ["bolt://127.0.0.1:1", "neo4j://10.1.2.3", "bolt://[::1]:1", "bolt+s://8.8.8.8"]
)
def test_it_may_go_encrypted_or_within_private_networks(url):
    connect(url, "neo4j", SECRET).close()


def test_a_file_of_no_certificates_is_told(tmp_path):
    for name, text in (("none.pem", None), ("junk.pem", "junk")):
        if text:
            (tmp_path / name).write_text(text)
        with pytest.raises(SettingsError, match=r"ACTORGRAPH_CA cannot be.*(No such file|no certificate)"):
            connect("bolt+s://127.0.0.1:1", "neo4j", SECRET, tmp_path / name)
    with pytest.raises(SettingsError, match=r"ACTORGRAPH_CA is for neo4j\+s"):
        connect("bolt://127.0.0.1:1", "neo4j", SECRET, tmp_path / "none.pem")


def test_a_password_comes_from_a_file(tmp_path):
    (tmp_path / "password").write_text(SECRET + "\n")
    read = Settings.from_environment({"ACTORGRAPH_PASSWORD_FILE": str(tmp_path / "password")})
    assert read.password == SecretStr(SECRET)
    assert SECRET not in f"{read} {read!r}"
    assert SECRET not in read.model_dump_json()


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"ACTORGRAPH_URL": f"bolt://neo4j:{SECRET}@10.0.0.1"}, "ACTORGRAPH_USER"),
        ({"ACTORGRAPH_PASSWORD": SECRET, "ACTORGRAPH_PASSWORD_FILE": "x"}, "set twice"),
        ({"ACTORGRAPH_PASSWORD": SECRET, "ACTORGRAPH_QUERY_ROWS": "many"}, "valid integer"),
        ({"ACTORGRAPH_PASSWORD_FILE": "/nowhere/at/all"}, "cannot be read"),
    ],
)
def test_a_wrong_setting_is_told_without_the_password(environ, said):
    with pytest.raises(SettingsError, match=said) as told:
        Settings.from_environment(environ)
    assert SECRET not in str(told.value)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_a_refused_password_is_in_no_error(neo4j_settings):
    with pytest.raises(StoreRefused) as told:
        GraphStore.open(neo4j_settings.model_copy(update={"password": SecretStr(SECRET)}))
    error: BaseException | None = told.value
    while error is not None:
        assert SECRET not in f"{error} {error!r} {vars(error)}"
        error = error.__cause__ or error.__context__
