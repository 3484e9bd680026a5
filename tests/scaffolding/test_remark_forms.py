"""The forms for remarks and the templates of proposals ask what is read back, at every host."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from quyche import hosts
from quyche.imports.remarks import issues
from quyche.labels import Labels
from quyche.language.vietnamese import VN

ROOT = Path(__file__).parents[2]
OWN = ROOT / ".github"
TEMPLATES = ROOT / "hooks" / "quyche" / "scaffolding"
LANGUAGES = {"vi": TEMPLATES / "templates", "en": TEMPLATES / "translations" / "en"}
FORM = hosts.GITHUB.issue_forms[0].removeprefix(".github/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_asks_for_each_field_by_the_heading_that_pages_write(language: str) -> None:
    labels = Labels.load(language)
    headings = [labels(f"proposing.field.{name}") for name in hosts.REMARK_FIELDS]
    form = yaml.safe_load((LANGUAGES[language] / "dot-github" / FORM).read_text("utf-8"))
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert [part["id"] for part in asked] == list(hosts.REMARK_FIELDS)
    assert [part["attributes"]["label"] for part in asked] == headings
    text = (LANGUAGES[language] / "dot-gitlab/issue_templates/gop-y@gitlab.md").read_text("utf-8")
    assert re.findall(r"(?m)^### (.+)$", text) == headings
    assert [issues.field_of(f"### {heading}") for heading in headings] == list(hosts.REMARK_FIELDS)
    assert issues.field_of(f"### {labels('proposing.field.date')}") == "date"
    said = re.sub(r"(?m)^### (.+)$", r"### \1\n\n(\1)", text)
    found = issues.found_in("", said, VN)
    assert found.remark == f"({headings[hosts.REMARK_FIELDS.index('remark')]})"


@pytest.mark.parametrize("folder", [OWN, *(path / "dot-github" for path in LANGUAGES.values())])
def test_a_form_follows_the_schema_of_its_host(folder: Path) -> None:
    schema = ["--builtin-schema", "vendor.github-issue-forms"]
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(folder / FORM)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_this_repository_has_what_it_gives_to_others() -> None:
    theirs = LANGUAGES["vi"] / "dot-github"
    assert (OWN / FORM).read_text("utf-8") == (theirs / FORM).read_text("utf-8")


@pytest.mark.parametrize("folder", [OWN, *(path / "dot-github" for path in LANGUAGES.values())])
def test_a_proposal_ends_with_the_lines_that_give_its_reason(folder: Path) -> None:
    text = (folder / "pull_request_template.md").read_text("utf-8")
    assert text.endswith("\n\nDieu:\nLy-do:\n")
