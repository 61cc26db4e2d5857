"""Who may be trusted with a password: certificates, and networks on which nobody listens in."""

import ipaddress
import socket
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from neo4j import TrustCustomCAs

from graph.errors import SettingsError


def check_cover(url: str, password: str) -> None:
    """SettingsError where the password would go in the clear to a host outside the private networks."""
    host = urlsplit(url).hostname
    if not password or "+" in urlsplit(url).scheme or not host or all(map(_is_private, _addresses(host))):
        return
    scheme = urlsplit(url).scheme
    raise SettingsError(
        f"ACTORGRAPH_URL names {host}, which is no host of a private network: over {scheme}:// the password "
        f"and all else would go there unencrypted; use {scheme}+s:// (or {scheme}+ssc:// for a certificate "
        "that nobody vouches for), or a tunnel"
    )


def _addresses(host: str) -> list[str]:
    """The addresses of a host; none where nobody knows it, which the driver will tell."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None)]
    except OSError:
        return []


def _is_private(address: str) -> bool:
    """Whether an address is of this machine or of a private network.

    >>> [_is_private(a) for a in ("127.0.0.1", "::1", "10.1.2.3", "fe80::1%eth0", "8.8.8.8", "2606:4700::1")]
    [True, True, True, True, False, False]
    """
    return ipaddress.ip_address(address.partition("%")[0]).is_private


def trusted(url: str, ca: Path | None) -> tuple[str, dict[str, Any]]:
    """The address and the settings of the driver that trust the certificates in the file `ca`.

    >>> trusted("bolt+s://host", None)
    ('bolt+s://host', {})
    """
    if ca is None:
        return url, {}
    scheme, sign, rest = url.partition("+s://")
    if not sign:
        raise SettingsError("ACTORGRAPH_CA is for neo4j+s:// and bolt+s:// alone; set ACTORGRAPH_URL so")
    file = ca.expanduser()
    try:
        ssl.create_default_context(cafile=str(file))
    except OSError as error:
        reason = "no certificate is in it" if isinstance(error, ssl.SSLError) else error.strerror
        raise SettingsError(f"ACTORGRAPH_CA cannot be {str(file)!r}: {reason}") from error
    return f"{scheme}://{rest}", {"encrypted": True, "trusted_certificates": TrustCustomCAs(str(file))}


def tls_trouble(error: BaseException | None) -> str | None:
    """What is wrong with the encryption, where that is why the driver could not connect."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return (
                f"the certificate of the server is not trusted ({error.verify_message}); "
                "name the file of the certificate that signed it in ACTORGRAPH_CA"
            )
        if isinstance(error, ssl.SSLError):
            return f"no encrypted connection ({error.reason}); without TLS the address has no +s"
        error = error.__cause__ or error.__context__
    return None
