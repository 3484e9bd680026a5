"""What is told when remarks came in: how many of each kind, what is unclear, what was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import schemas
from quyche.imports.remarks.intake import Intake

if TYPE_CHECKING:
    from quyche.labels import Labels


@dataclass(frozen=True)
class Report:
    """What came of the remarks of a source."""

    intake: Intake
    remarks: int
    """How many the source has."""
    paths: tuple[Path, ...]
    """The files that changed."""
    is_trial: bool
    """Whether nothing was written."""

    @property
    def counts(self) -> dict[str, int]:
        """How many remarks there are of each kind, by their names as data."""
        new, known = len(self.intake.new), self.intake.known
        return {
            "found": self.remarks,
            "new": new,
            "answered": sum(map(len, self.intake.answers.values())),
            "known": known,
            "left_out": self.remarks - new - known,
        }

    def as_text(self, labels: Labels) -> str:
        """A line for each problem, then what was written."""
        lines = [labels.line(problem) for problem in self.intake.problems]
        lines.append(labels("remark.import.done", **self.counts))
        rule = "remark.import.would" if self.is_trial else "remark.import.written"
        lines += [labels(rule, path=_shown(path)) for path in self.paths]
        return "".join(f"{line}\n" for line in lines)

    def as_json(self, labels: Labels) -> str:
        """The same as data."""
        report = {
            "counts": self.counts,
            "files": [_shown(path) for path in self.paths],
            "problems": list(map(labels.row, self.intake.problems)),
            "trial": self.is_trial,
        }
        return schemas.as_json("import-comments", report)


def _shown(path: Path) -> str:
    """The path as seen from where the command runs."""
    resolved = path.resolve()
    near = resolved.is_relative_to(Path.cwd())
    return str(resolved.relative_to(Path.cwd()) if near else path)
