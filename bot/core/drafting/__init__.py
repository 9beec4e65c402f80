"""HR's form: fields as typed, what is wrong with them in plain words, the project they make."""

from bot.core.drafting.draft import (
    STEPS,
    Draft,
    Step,
    Value,
    Values,
    pack,
    several_of,
    text_of,
    unpack,
)
from bot.core.drafting.foretelling import (
    LEAST_INVITED,
    Counted,
    Forecast,
    Warned,
    Wave,
    foretell,
    split,
    unchangeable,
)
from bot.core.drafting.making import FIXED, MOST_ARMS, Around, made, slug, troubles_of
from bot.core.drafting.reading import Trouble
from bot.core.drafting.refilling import REGIONS, copied, drafted, regions

__all__ = [
    "FIXED",
    "LEAST_INVITED",
    "MOST_ARMS",
    "REGIONS",
    "STEPS",
    "Around",
    "Counted",
    "Draft",
    "Forecast",
    "Step",
    "Trouble",
    "Value",
    "Values",
    "Warned",
    "Wave",
    "copied",
    "drafted",
    "foretell",
    "made",
    "pack",
    "regions",
    "several_of",
    "slug",
    "split",
    "text_of",
    "troubles_of",
    "unchangeable",
    "unpack",
]
