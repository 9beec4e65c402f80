"""For every editorial check an example of what it finds and of what it lets pass."""
