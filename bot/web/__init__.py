"""What the bot serves over HTTP: health, metrics, and Slack itself where it calls in.

Nothing is imported here, so that the health check of a container starts fast.
"""
