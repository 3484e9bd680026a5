"""What an organisation wrote in its `mkdocs.yml`, apart from all that holds by default."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils.yaml import get_yaml_loader, yaml_load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig


def written(config: MkDocsConfig) -> Mapping[str, object]:
    """The file of a configuration with those that it inherits from; empty for one without a file.

    MkDocs itself fills in what it was not told, after which nobody can tell the two apart.
    """
    if not config.config_file_path:
        return {}
    with Path(config.config_file_path).open("rb") as file:
        return yaml_load(file, loader=get_yaml_loader(config=config))
