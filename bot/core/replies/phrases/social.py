"""Words that ask for nothing: done, yes, thanks, hello, never mind."""

from __future__ import annotations

from typing import Final

from bot.core.replies.patterns import Phrases

PARTICIPATION: Final = Phrases(
    nl="""
        [al|net|zojuist|vandaag] <did> [vandaag|net|zojuist|al]
        (heb|hebben|ben) [het|hem|er] [net|zojuist|ook|vandaag] <did> [vandaag]
        heb [net|vandaag] [mijn] (pauze|oefening|oefeningen) (gedaan|gehad|afgerond)
        [mijn] (pauze|oefening|oefeningen) [is|zijn] (gedaan|klaar|afgerond)
        heb ik [net|vandaag] <did>
        [ben] klaar met [mijn] (oefening|pauze|oefeningen)
        doe niet mee
        deed [net|vandaag|gisteren] mee
        [heb] [het] nog niet <did>
        [heb] [het] niet (gedaan|meegedaan)
        (ja|jep|jup|jawel|zeker|nee|neen|doe ik|komt goed|nee bedankt|ja hoor|nee hoor)
        (afgevinkt|zit erop|zit er op)
    """,
    en="""
        [already|just|all] <did_en> [it|today|for now|with it|already]
        (im|am|its|is|been|we are|ive|have|have already|ive already|ive just) <did_en> [it|today]
        [already|just] (did|finished|completed) (it|that|mine|my break|my exercises|one|exercise)
        [already] took (part|break|my break|one)
        (walked|stretched|moved) [already|today|just now]
        not (done|finished) [yet]
        (not|im not) joining
        (didnt|did not|havent|have not) (do|done|finished) it [yet]
        (yes|no|yep|yeah|yup|nope|sure|will do|no thanks|no thank you|of course)
    """,
    both="check",
)
THANKS: Final = Phrases(
    nl="""
        [hartelijk|super|alvast] (bedankt|dank) [je|u|jullie] [wel]
        (dankje|dankjewel|dankuwel)
        (fijn|goed|leuk|mooi|prima|prettig|lekker|handig|duidelijk|heerlijk|geweldig|begrepen)
        (dat|dit|het) (was|is|deed|doet|voelt|voelde) [weer] (fijn|goed|lekker|leuk|prima|prettig)
        (is goed|goed zo|ga zo door|wat fijn|wat leuk|wat goed|top gedaan)
    """,
    en="""
        [many] (thanks|thank you|thankyou|cheers) [so much|a lot|very much|again]
        (thx|tx|tnx|thnx|ty|appreciated|much appreciated)
        (great|nice|awesome|cool|perfect|excellent|good|lovely|brilliant|wonderful|fantastic)
        (love it|i like it|well done|good job|good bot|got it|all good|sounds good|understood)
        (that|this|it) (was|is|felt|feels) [so|very] (nice|good|great|helpful|fun|lovely|better)
    """,
    both="""
        (ok|oke|okay|okee)
        (super|top|merci)
    """,
)
GREETING: Final = Phrases(
    nl="""
        (hoi|hallo|hoihoi|hee|heey|dag|dagdag|joe|goeiemorgen|goeiemiddag) [allemaal|daar]
        (goedemorgen|goedemiddag|goedenavond|goedendag|goedenmiddag)
        (goede|goeie|goeden) (morgen|middag|avond|dag)
        [en] hoe (gaat het|is het|gaat ie) [met (je|jou)]
        alles goed
        (doei|doeg|houdoe|tot ziens|tot zo|tot straks|tot later|tot gauw|tot snel|tot kijk)
        (fijne|prettige) (dag|avond|middag|vakantie)
        (fijn|prettig) weekend
        (werkse|welterusten|groetjes|welkom)
        ben je (er|daar|bot|robot|mens)
        is (daar|er) iemand
    """,
    en="""
        (hello|hey|hiya|greetings) [there|all|everyone]
        good (morning|afternoon|evening|day|night)
        how are you [doing|today]
        (how is it going|whats up|how do you do)
        (bye|goodbye|bye bye|see you|see you later|see ya|nice to meet you|welcome)
        have a (nice|good) (day|weekend|evening)
        are you (there|bot|human|robot|real)
    """,
    both="""
        (hi|yo) [there]
        (test|ping|pauzebot)
    """,
)
NEVER_MIND: Final = Phrases(
    nl="""
        laat maar [zitten]
        vergeet (het|dat|dit|niet)
        (ik vergeet|ik vergeet het|ik vergeet niet)
        (niet|nooit) (stoppen|vergeten|uitschrijven|uitzetten|afmelden)
        stop niet
        vakantie voorbij
    """,
    en="""
        never mind
        nevermind
        forget (it|that|this|about it)
        (i forget|i forgot|dont forget|do not forget|dont forget me)
        (dont|do not|never) (stop|unsubscribe|forget)
    """,
)
