"""What a store refuses, said in a sentence that may be shown to whoever runs the bot."""

from __future__ import annotations


class StoreError(ValueError):
    """The store cannot do what was asked; the message says what to do and names no secret."""
