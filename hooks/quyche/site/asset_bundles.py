"""What pages load, joined of a file for each subject; the same files always give the same bytes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import yaml

from quyche.errors import AssetError
from quyche.language import typed_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MANIFEST = "bundles.yml"
"""The name of the list, beside the folders of the files that it names."""
# "{{ paths.bodies }}", as templates have it; "{{ texts.edition }}", all labels below it as JSON;
# "{{ words.typed }}", what people type for the words of an address
_BLANK_RE = re.compile(
    r"\{\{ (?:paths\.(?P<name>\w+)|texts\.(?P<texts>\w+)|words\.(?P<words>typed)) \}\}"
)
# 'import { here, read } from "./records.js";'
_IMPORT_RE = re.compile(
    r'^import \{ (?P<names>[\w, ]+) \} from "\./(?P<module>[a-z-]+)\.js";$', re.MULTILINE
)
# "export async function address(", "export const record ="
_EXPORT_RE = re.compile(r"^export (?=(?:(?:async )?function|const) (?P<name>\w+))", re.MULTILINE)
# "// What a page cannot know", on a line of its own: for whoever reads the source, not for phones
_COMMENT_RE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
# The same of styles: "/* Where no script chooses. */", with the line that it ends
_STYLE_COMMENT_RE = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_INDENT_RE = re.compile(r"^[ \t]+", re.MULTILINE)
_OTHER_RE = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@dataclass(frozen=True)
class Manifest:
    """The files that pages load, and those of which each is joined, in their order."""

    bundles: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, text: str) -> Manifest:
        """Read the list; raises AssetError for one that is none."""
        try:
            listed = yaml.safe_load(text)
        except yaml.YAMLError as fault:
            raise AssetError("assets.no_list", path=MANIFEST) from fault
        if not isinstance(listed, dict) or not all(
            isinstance(parts, list) and all(isinstance(part, str) for part in parts)
            for parts in listed.values()
        ):
            raise AssetError("assets.no_list", path=MANIFEST)
        return cls({str(name): tuple(parts) for name, parts in listed.items()})

    @property
    def parts(self) -> tuple[str, ...]:
        """All files that are joined."""
        return tuple(part for parts in self.bundles.values() for part in parts)

    def joined(
        self,
        sources: Mapping[str, str],
        paths: Mapping[str, str],
        texts: Callable[[str], Mapping[str, str]],
    ) -> dict[str, str]:
        """Each bundle by its name; `texts` gives all labels below a name.

        Raises AssetError for a file that is named and not there, or there and in no bundle.
        """
        for name in sorted(set(self.parts) ^ sources.keys()):
            label = "assets.unbundled" if name in sources else "assets.missing"
            raise AssetError(label, path=MANIFEST, name=name)
        return {
            bundle: (styles if bundle.endswith(".css") else script)(
                {part: _filled(sources[part], part, paths, texts) for part in parts}
            )
            for bundle, parts in self.bundles.items()
        }


def joined_script(
    sources: Mapping[str, str],
    paths: Mapping[str, str],
    texts: Callable[[str], Mapping[str, str]],
) -> str:
    """Modules as one script, as `script` joins them, with the addresses and texts they name."""
    return script({name: _filled(text, name, paths, texts) for name, text in sources.items()})


def _filled(
    source: str, name: str, paths: Mapping[str, str], texts: Callable[[str], Mapping[str, str]]
) -> str:
    """A source with the addresses that it names by what they are for, and the texts it shows."""

    def value(blank: re.Match[str]) -> str:
        if blank["texts"]:
            return json.dumps(texts(blank["texts"]), ensure_ascii=False, indent=2)
        if blank["words"]:
            return json.dumps(typed_words.tables(), ensure_ascii=False, separators=(",", ":"))
        if blank["name"] not in paths:
            raise AssetError("assets.no_path", path=name, name=blank["name"])
        return paths[blank["name"]]

    return _BLANK_RE.sub(value, source)


def styles(sources: Mapping[str, str]) -> str:
    """Styles one after the other, without what only whoever reads the source needs."""
    bare = _STYLE_COMMENT_RE.sub("", "\n".join(sources.values()))
    return _INDENT_RE.sub("", bare)


def script(sources: Mapping[str, str]) -> str:
    """Modules of JavaScript as one script without their comments, each run once, in this order.

    A module keeps its names to itself; what it exports is handed to those after it that import it.
    Raises AssetError for an import of what comes later or is not exported, and for forms of import
    and export that none of our scripts needs.
    """
    known: dict[str, tuple[str, ...]] = {}
    wrapped = []
    for path, source in sources.items():
        exported = tuple(match["name"] for match in _EXPORT_RE.finditer(source))
        bare = _COMMENT_RE.sub("", source)
        body = _EXPORT_RE.sub("", _with_imports(bare, path, known))
        if other := _OTHER_RE.search(body):
            raise AssetError("assets.unjoinable", path=path, found=other[0])
        name = PurePosixPath(path).stem
        known[name] = exported
        wrapped.append(_wrapped(body, name, exported))
    return '(() => {\n"use strict";\n\n' + "\n".join(wrapped) + "})();\n"


def _with_imports(source: str, path: str, known: Mapping[str, Sequence[str]]) -> str:
    def taken(match: re.Match[str]) -> str:
        names = match["names"].split(", ")
        missing = [name for name in names if name not in known.get(match["module"], ())]
        if missing:
            module = f"{match['module']}.js"
            raise AssetError("assets.no_export", path=path, module=module, name=missing[0])
        return f"const {{ {', '.join(names)} }} = {_variable(match['module'])};"

    return _IMPORT_RE.sub(taken, source)


def _wrapped(body: str, name: str, exported: Sequence[str]) -> str:
    """A module as a scope of its own, which hands out what it exports."""
    if not exported:
        return f"(() => {{\n{body}}})();\n"
    handed = f"return {{ {', '.join(exported)} }};"
    return f"const {_variable(name)} = (() => {{\n{body}{handed}\n}})();\n"


def _variable(module: str) -> str:
    return f"${module.replace('-', '_')}"
