"""Ways to ask: how it works, what is seen and kept, one's own week, and to be forgotten."""

from __future__ import annotations

from typing import Final

from bot.core.replies.patterns import Phrases

HELP: Final = Phrases(
    nl="""
        [heb] hulp [nodig]
        wat (kan|kun|kunt) (je|jij|u|ik|jullie) [hier] [doen|typen|zeggen|vragen] [voor mij]
        wat (moet|mag) ik [hier] (doen|typen|zeggen)
        wat (is|doet) (dit|pauzebot|bot|dit ding)
        wat doe (je|jij)
        (wie|wat) ben (je|jij)
        hoe [moet|kan] [ik] (werkt|gebruik|gebruiken) [ik|je] (dit|het|bot|pauzebot)
        (uitleg|handleiding|opdrachten|commandos|mogelijkheden|informatie)
        leg (het|dit) uit
        (begrijp|snap) (het|dit|je) niet
        (begrijp|snap) er (niets|niks) van
        heb een vraag
        vraag
    """,
    en="""
        [need] [some] help
        what can (you|i) [do|type|say|ask] [for me|here]
        what (is|does) (this|pauzebot|bot) [do]
        what do you do
        (who|what) are you
        how does (this|it|bot) work
        how do (you|i) (work|use this|use it|use you)
        (commands|manual|instructions|usage|guide|faq)
        explain [this|it]
        (dont|do not) understand [this|it|you]
        [have] a question
    """,
    both="""
        help
        info
        menu
    """,
)
PRIVACY: Final = Phrases(
    nl="""
        wat (ziet|weet|krijgt) <boss> [van|over] [mij|dit]
        wat (zien|weten) (ze|jullie|anderen|mijn collegas) [van|over] [mij|dit]
        wat (kan|mag) <boss> [hier|van mij|over mij] zien [van mij]
        (ziet|weet) <boss> (dit|mij|of ik meedoe|dat ik meedoe|wat ik doe|wat ik typ|hier iets van)
        (kan|mag) <boss> (dit|mij|het) zien
        kan <boss> zien (of ik meedoe|dat ik meedoe|wat ik doe|wat ik typ)
        wie (ziet|leest|weet) (dit|mij|het|of ik meedoe|wat ik doe|wat ik typ|mijn gegevens)
        wie (kan|kunnen) (dit|mij|het|mijn gegevens|mijn berichten) (zien|lezen)
        wat (bewaar|onthoud|registreer|meet|weet) (je|jij) [allemaal] [van|over] [mij]
        wat (bewaart|onthoudt|registreert|verzamelt) (bot|pauzebot|u|dit|hr) [van|over] [mij]
        wat bewaren jullie [van|over] [mij]
        wat wordt er [over|van] [mij] (bewaard|opgeslagen|gemeten|vastgelegd|bijgehouden)
        waar (worden|staan|blijven) mijn gegevens [opgeslagen|bewaard]
        hoe lang (bewaar|bewaren) (je|jullie) [mijn gegevens|dit|het]
        welke gegevens [bewaar|verzamel|heb] [je|jij|u] [van|over] [mij]
        mijn gegevens
        (gegevens|avg|privacyverklaring|privacybeleid)
        (is|blijft) (dit|het) (anoniem|prive|veilig|vertrouwelijk)
        (anoniem|anonimiteit|vertrouwelijk)
        hoe anoniem is (dit|het)
        hoe zit het met [mijn] privacy
        word ik (gevolgd|gecontroleerd)
    """,
    en="""
        what (does|can|do) <boss_en> (see|know) [about me|of me]
        (does|can) <boss_en> (see|know) (this|it|if i join|what i do|what i type)
        who (sees|reads|knows|can see|can read) [this|me|it|my data|what i do|if i join|what i type]
        what (do|does) (you|bot|pauzebot|it) (keep|store|save|know|collect|record) [about me]
        what is (kept|stored|saved|recorded) [about me]
        (what data|which data|my data|data) [do you] [keep|store|have|collect] [about me]
        where is my data [stored|kept]
        how long do you keep [my data|it|this]
        is (this|it) (anonymous|private|confidential|safe)
        (anonymous|anonymity|confidential|gdpr|tracking)
        are you (tracking|watching) me
        am i [being] (tracked|watched|monitored)
    """,
    both="""
        privacy [policy|statement]
        hr
    """,
)
MY_WEEK: Final = Phrases(
    nl="""
        [toon|laat] mijn week [zien]
        hoe was mijn week
        hoe vaak (heb ik [deze week] meegedaan|deed ik [deze week] mee|heb ik meegedaan deze week)
        (wat|hoeveel) heb ik (gedaan|[deze week] gedaan|gedaan deze week)
        mijn (overzicht|stand|cijfers) [van] [deze week]
    """,
    en="""
        [show] my week [so far]
        how (was|is) my week
        how (often|many times) (did i join|have i joined|did i take part) [this week]
        my (stats|progress|overview|numbers) [this week]
    """,
)
FORGET: Final = Phrases(
    nl="""
        vergeet [mij|alles|mijn week|mijn gegevens|wat je van mij weet|alles over mij] [deze week]
        (wis|verwijder|vernietig) (alles|mijn week|mijn gegevens|mijn data|alles over mij|mij)
        mijn (week|gegevens) (vergeten|wissen|verwijderen)
    """,
    en="""
        forget [me|my week|my data|everything|about me|everything about me] [this week]
        (delete|erase|remove|wipe) (my data|my week|everything|all about me|my information)
    """,
)
