"""Web addresses: whose they are, what may be shown of them, and whether they lead to the public internet."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit, urlunsplit

# Public by their number, not by their use: IETF protocol assignments (which older Pythons take for public), and
# Azure's metadata service
SPECIAL = (ip_network("192.0.0.0/24"), ip_network("168.63.129.16/32"))
# IPv6 networks that carry an IPv4 address in their last 32 bits: NAT64
EMBEDDING = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
PORTS = {"http": 80, "https": 443}
# Names that never mean a public host (RFC 6761, 6762, 8375 and the habit of home and office networks)
LOCAL_SUFFIXES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa")


def origin(url: str) -> str:
    """`scheme://host`, lower case, with the port unless it goes without saying. ValueError for all but http(s)."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("takes an address that starts with http:// or https://")
    host = parts.hostname.rstrip(".")
    port = "" if parts.port in (None, PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def may_upgrade(old: str, new: str) -> bool:
    """Whether origin `new` is `old` moved from plain http to https, on the ports meant for them."""
    return old.startswith("http:") and urlsplit(old).port is None and new == f"https{old[4:]}"


def shown(url: str) -> str:
    """The address as messages may name it: no user, password, query or fragment, one line, not endless."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        text = urlunsplit((parts.scheme, host, parts.path, "", ""))
    except ValueError:
        text = url.partition("?")[0].rpartition("@")[2]
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= 200 else text[:197] + "..."


def without_user(url: str) -> str:
    """The address without user and password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def is_public(ip: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, multicast, metadata.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as itself.
    """
    try:
        address: IPv4Address | IPv6Address = ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address.teredo:
            inner = address.teredo[1]
        if inner is None and any(address in net for net in EMBEDDING):
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not any(address in net for net in SPECIAL)


def is_loopback(host: str) -> bool:
    """Whether a host, as written, is this machine: such an address is never asked through a proxy."""
    host = host.lower().rstrip(".").strip("[]")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def is_local_name(host: str) -> bool:
    """Whether a name can only mean a host of the user's own network."""
    host = host.lower().rstrip(".")
    return "." not in host or host.endswith(LOCAL_SUFFIXES)
