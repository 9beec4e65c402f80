"""Values back into YAML, projects in one canonical spelling."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from bot.core.project import Project
from bot.loader.strict import SCALARS

TAG = "tag:yaml.org,2002:"
LINE = 80
NO_WRAP = 10_000


class Dumper(yaml.SafeDumper):
    """Quotes every text that YAML 1.1, YAML 1.2 or our own reader would take for something else."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML's own interface
        first: list(resolvers)
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _text(dumper: Dumper, value: str) -> ScalarNode:
    # Double quotes for what is not seen, and for times, as people write them in project files.
    quoted = not value.isprintable() or re.match(r"\d", value)
    return dumper.represent_scalar(f"{TAG}str", value, style='"' if quoted else None)


def _time(dumper: Dumper, value: time) -> ScalarNode:
    return _text(dumper, value.strftime("%H:%M"))


def _list(dumper: Dumper, value: list[Any]) -> SequenceNode:
    return dumper.represent_sequence(f"{TAG}seq", value, flow_style=_fits(value))


def _group(dumper: Dumper, value: dict[str, Any]) -> MappingNode:
    fits = _fits([*value, *value.values()])
    return dumper.represent_mapping(f"{TAG}map", value.items(), flow_style=fits)


def _fits(values: list[Any]) -> bool:
    """Whether plain values fit on one line between brackets."""
    plain = not any(isinstance(value, (dict, list)) for value in values)
    return plain and sum(len(str(value)) + 2 for value in values) <= LINE


for name, pattern, first in SCALARS:
    Dumper.add_implicit_resolver(f"{TAG}{name}", re.compile(pattern), first)
Dumper.add_representer(dict, _group)
Dumper.add_representer(list, _list)
Dumper.add_representer(str, _text)
Dumper.add_representer(time, _time)


def dump(data: Any) -> str:
    """Return plain values (texts, numbers, dates, times, lists, groups) as YAML, keys as given."""
    return yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=NO_WRAP)


def dump_project(project: Project) -> str:
    """Return `project` as the text of a project file.

    Reading it gives `project` again, and writing that gives the same text, byte for byte. Keys
    stand in the order of the format; what is empty is left out, what has a default is written.
    """
    return dump(_full(project.model_dump(by_alias=True)))


def _full(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _full(inner) for key, inner in value.items() if inner not in (None, ())}
    if isinstance(value, tuple):
        return [_full(inner) for inner in value]
    return value
