"""The app's manifest, from one source: few scopes, and a reason for each."""

from __future__ import annotations

from typing import Any

SCOPES: dict[str, str] = {
    "chat:write": "post prompts, and take them back when their slot closes",
    "commands": "/pauze",
    "im:history": "hear what is typed to the bot in its own direct messages, and nothing else",
    "users:read": "language and time zone; leave out bots, guests and people of other companies",
    "channels:read": (
        "count the members of a project's public channels, keeping no list; see whether another"
        " company shares them"
    ),
    "channels:join": (
        "enter the public channels of a project when it begins, so that nobody has to invite the"
        " bot to each; no other channel, and it cannot read what is said there"
    ),
    "dnd:read": "keep silent in the quiet hours of people who asked for messages of their own",
    "groups:read": "the same for private channels the bot was invited to",
    "files:write": "give a report as a file to the physio who asked for it, and to nobody else",
    "files:read": (
        "see when Slack has taken in the picture of a report; the bot reads no file of anybody"
    ),
}
EVENTS: dict[str, str] = {
    "app_home_opened": "show the Home tab",
    "message.im": "typed words to the bot",
    "user_change": (
        "for people who asked for messages of their own: follow their time zone, keep silent while"
        " they are in a meeting, a huddle or away, forget them when they leave the company"
    ),
    "dnd_updated_user": "the same for their quiet hours",
    "member_joined_channel": "say what is going to happen, once, where the bot was let in",
    "member_left_channel": "notice that the bot was removed",
    "channel_archive": "notice that a project's channel is gone",
    "group_archive": "the same for private channels",
}


def manifest(url: str | None = None) -> dict[str, Any]:
    """Return the manifest, as Slack's schema 2 has it: for Socket Mode, or for Slack to call `url`.

    `url` is the public address of this bot's `/slack/events`.
    """
    made = _manifest()
    if url is not None:
        made["settings"]["socket_mode_enabled"] = False
        made["settings"]["event_subscriptions"]["request_url"] = url
        made["settings"]["interactivity"]["request_url"] = url
        for command in made["features"]["slash_commands"]:
            command["url"] = url
    return made


def _manifest() -> dict[str, Any]:
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "Pauzebot",
            "description": "Korte beweegpauzes op het werk",
            "long_description": (
                "Pauzebot nodigt collega's uit voor een korte beweegpauze en leidt hen er stap voor"
                " stap doorheen. Deelname wordt alleen als groep geteld. Geen rapport laat zien wie"
                " meedeed. Pauzebot is voor gezonde volwassenen die soepel willen blijven. Het is"
                " geen medisch hulpmiddel en vervangt geen advies van een arts of"
                " fysiotherapeut."
            ),
            "background_color": "#1f6f5c",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "pauzebot", "always_online": True},
            "slash_commands": [
                {
                    "command": "/pauze",
                    "description": "Neem een pauze, of kies je eigen tijden",
                    "usage_hint": "nu | later 20 | aanmelden | help | privacy",
                    "should_escape": False,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }
