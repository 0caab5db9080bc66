"""Decides whether a link may lead to a network address: only to the open internet and to what the operator allows."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# The IANA special-purpose registries (iana.org/assignments/iana-ipv4-special-registry and -ipv6-), and multicast. Python's own
# `is_global` changed its mind about some of these between patch releases, so they are listed.
_CLOSED_4 = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; some clouds keep metadata here
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and the clouds' metadata at 169.254.169.254
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_OPEN_6 = ip_network("2000::/3")
"""Everything that is routed. Loopback, mapped and compatible IPv4, NAT64, unique-local, link-local and multicast are outside it."""
_CLOSED_6 = tuple(
    ip_network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: holds an IPv4 address that may be any
        "3fff::/20",  # documentation
    )
)


def is_open(address: str) -> bool:
    """True for an address of the open internet. Addresses that contain another one (mapped, 6to4, NAT64, Teredo) don't count."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in block for block in _CLOSED_4)
    return _is_open_6(found)


def _is_open_6(found: IPv6Address) -> bool:
    return found.scope_id is None and found in _OPEN_6 and not any(found in block for block in _CLOSED_6)
