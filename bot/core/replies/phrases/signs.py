"""Emoji, as themselves and by Slack's names."""

from __future__ import annotations

from typing import Final

DONE: Final = frozenset(
    """
    👍 👎 ✅ ✔ ☑ 💪 🙌 👌 🏃 🚶 🧘 🤸 🏋 💯 🆗 🏁
    +1 -1 thumbsup thumbsdown white_check_mark heavy_check_mark
    ballot_box_with_check muscle raised_hands ok_hand runner running walking
    person_in_lotus_position person_doing_cartwheel
    weight_lifter ok checkered_flag check done
    """.split()
)
THANKS: Final = frozenset(
    """
    🙏 ❤ 🧡 💛 💚 💙 💜 😊 🙂 😀 😃 😄 😁 😍 🥰 🤩 🎉 🥳 👏 ☺
    pray heart orange_heart yellow_heart green_heart
    blue_heart purple_heart blush slightly_smiling_face grinning smiley smile grin heart_eyes
    star-struck tada partying_face clap relaxed
    """.split()
)
HELLO: Final = frozenset("👋 wave".split())
ASKS: Final = frozenset("❓ ❔ 🆘 question grey_question sos".split())
