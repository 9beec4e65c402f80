"""Pauzebot: movement breaks at work in Slack, guided and anonymous by construction."""
