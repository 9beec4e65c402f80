"""The pure core: decisions from data and `now`; no I/O, no clock, no randomness it is not given."""
