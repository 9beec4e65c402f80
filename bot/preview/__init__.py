"""A programme as colleagues will see it, for its author: every screen, with findings beside it."""
