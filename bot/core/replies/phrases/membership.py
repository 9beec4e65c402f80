"""Ways to subscribe, to unsubscribe and to change one's own settings."""

from __future__ import annotations

from typing import Final

from bot.core.replies.patterns import Phrases

SUBSCRIBE: Final = Phrases(
    nl="""
        [weer] (aanmelden|inschrijven|abonneren)
        (abonneer|intekenen)
        meld [weer] aan
        schrijf [weer] in
        stuur <messages>
        <messages> (ontvangen|krijgen)
        wel <messages> [ontvangen|krijgen]
    """,
    en="""
        (sign|count) up
        opt in
        (register|enroll|enrol)
        (send|give) <prompts>
    """,
    both="""
        start
        subscribe
    """,
)
SUBSCRIBE_IF_YES: Final = Phrases(
    nl="hoe (kan|meld|schrijf) [ik|je] (aanmelden|inschrijven|aan|in)",
    en="how [do|can] [i|you] (subscribe|sign up|opt in)",
)
UNSUBSCRIBE: Final = Phrases(
    nl="""
        (stop|stoppen|ophouden) [er mee|ermee|daarmee|hiermee|hier mee|nu|meteen|meedoen]
        (stop|stoppen|ophouden) met [mijn|dit] (<messages>|meedoen) [sturen|te sturen]
        (stop|stoppen) <messages>
        stop stop [stop]
        (stop|stoppen) met (dit|storen|sturen|vragen)
        (uitschrijven|afmelden|uitzetten|uitschakelen|opzeggen|deabonneren|stopzetten)
        (uitschrijven|afmelden) (voor|van) [alle|deze] <messages>
        <messages> (uitzetten|uitschakelen|stopzetten|opzeggen|stoppen|uit)
        schrijf uit
        meld af
        zet (het|alles|dit|<messages>) uit
        (uit|zet uit)
        [stuur] geen [enkele] (<messages>|bericht) meer [sturen|ontvangen|krijgen|hebben]
        geen <messages> [sturen|ontvangen|krijgen|hebben]
        (stuur|geef) (niets|niks|nooit) meer [iets|<messages>]
        nooit meer [<messages>]
        laat met rust
        (hou|houd) (op|er mee op|ermee op|hiermee op|op met sturen|op met <messages>)
        niet meer meedoen
        doe niet meer mee
        (verwijder|haal) (van lijst|eraf|er af)
        (eruit|er uit|eraf|er af|ervan af)
    """,
    en="""
        stop [it|this|now|messaging|sending|sending messages|bothering me]
        stop [sending] [my|your|any|more|all the] <prompts>
        (opt|count|sign) out
        (turn|switch) (it|this|everything|<prompts>) off
        (turn|switch) off [it|everything|<prompts>]
        (off|quit|disable|deactivate|unsub)
        cancel [my] subscription
        no [more] <prompts> [anymore]
        (dont|do not) want [any|more|any more] <prompts> [anymore]
        (dont|do not|never) (message|send|text|prompt) [again|anymore|any more|anything|<prompts>]
        (leave|let) (alone|be)
        (remove|take) (off|from list|off list)
        go away
    """,
    both="unsubscribe",
)
UNSUBSCRIBE_IF_YES: Final = Phrases(
    nl="""
        hoe [kan|moet] [ik|je] [hier|hiermee|ermee] (stoppen|afmelden|uitschrijven|uitzetten)
        hoe (stop|stop ik|stop je) [dit|hiermee|ermee|<messages>]
        hoe (zet|meld|schrijf) [ik|je] [dit|het|<messages>] (af|uit)
        [dit|het] niet meer
        hoe kom ik (ervan af|er van af|hier vanaf|eraf)
    """,
    en="""
        how [do|can] [i|you] (stop|unsubscribe|opt out|cancel|quit) [this|it|<prompts>]
        how [do|can] [i|you] turn (this|it|<prompts>) off
        cancel
    """,
)
SETTINGS: Final = Phrases(
    nl="""
        [open|toon|naar|wijzig|verander] [mijn] (instellingen|voorkeuren|opties)
        [mijn] (instellingen|voorkeuren|opties) (aanpassen|wijzigen|veranderen|openen|zien|tonen)
        (wijzig|verander) [mijn|andere|eigen] (<hours>|taal)
        (pas|stel) [mijn|andere|eigen] (<hours>|taal|instellingen|voorkeuren) (aan|in)
        [mijn|andere|eigen] (<hours>|taal) [aanpassen|wijzigen|veranderen|instellen|kiezen]
        (instellen|aanpassen|wijzigen|instelling)
        [spreek|praat|in het|in] (nederlands|engels)
        (minder|vaker) [vaak|<messages>]
        (te vaak|te veel) [<messages>]
    """,
    en="""
        [open|show|my|change|edit] [my] (settings|preferences|options)
        [change|set|edit|choose] [my|other] (hours|times|days|working days|working hours|language)
        (speak|in|switch to|change to) (english|dutch)
        (english|dutch)
        (less|more) (often|<prompts>)
        (fewer|too many) <prompts>
        (setting|config|schedule)
    """,
)
