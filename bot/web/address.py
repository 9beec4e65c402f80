"""Where the bot listens: on every interface where PORT was set, else on this machine alone."""

from __future__ import annotations

DEFAULT_PORT = 8080
"""The port where PORT is not set; the image sets the same one (Dockerfile)."""

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - whoever sets PORT asks for a door: see `host`


def host(port: int | None) -> str:
    """Return the address to listen on.

    A container and a platform that hands out PORT can only reach a program that listens on every
    interface; what of it gets out, they decide. A laptop, where nobody set PORT, shows nothing to
    its network.
    """
    return LOOPBACK if port is None else EVERYWHERE
