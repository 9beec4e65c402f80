"""Where things are kept: the durable store, the open week, the secret."""
