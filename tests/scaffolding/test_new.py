"""`quyche new`: what an organisation's own repository starts with, and when it is refused."""

import datetime
import io
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

import products
from commands import run
from languages import vietnamese_in
from products import ROOT
from quyche import hosts, schemas
from quyche.commands import main
from quyche.corpus import corpora
from quyche.labels import Labels
from quyche.language import structures
from quyche.reading import folders
from quyche.scaffolding import editors
from quyche.scaffolding.files import files, untouched
from quyche.scaffolding.kinds import kinds
from quyche.scaffolding.organisations import LANGUAGES, Organisation
from quyche.settings import Settings
from repositories import git

LABELS = Labels.load("vi")
WORKFLOWS = ROOT / ".github" / "workflows"


def make(folder: Path, *options: str) -> Path:
    """A new repository below a folder."""
    product = products.make(folder)
    code, printed, complaint = new(folder, "kho", "--yes", "--product", str(product), *options)
    assert (code, complaint) == (0, "")
    assert "make site" in printed
    return folder / "kho"


def new(folder: Path, *arguments: str) -> tuple[int, str, str]:
    return run("new.py", *arguments, folder=folder)


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_starts_without_a_fault_and_with_a_first_edition(
    kind: str, tmp_path: Path
) -> None:
    kho = make(tmp_path, "--kind", kind)
    assert run("check.py", "docs", "--strict", folder=kho) == (0, "", "")
    reading = folders.in_folder(kho / "docs")
    assert [edition.name for edition in reading.ledger.editions] == ["1-du-thao-1"]
    (text,) = reading.corpus.texts
    assert text.metadata.is_sample
    entries = reading.corpus.register.by_id.values()
    assert {entry.kind for entry in entries} == {"body", "role"}
    governed = {entry.id for entry in entries if reading.governance.of_target.get(entry.id)}
    assert len(governed) >= 3
    expected = kind if kind in {"party", "state"} else "plain"
    assert Settings.of_file(kho / "mkdocs.yml").system == expected
    assert git(kho, "status", "--porcelain") == ""
    assert git(kho, "log", "--format=%s").count("\n") == 1
    assert git(kho, "branch", "--show-current") == "main"


@pytest.mark.parametrize("kind", ["association", "state"])
def test_a_repository_in_english_has_nothing_in_vietnamese_and_no_fault(
    kind: str, tmp_path: Path
) -> None:
    product = str(products.make(tmp_path))
    told = new(tmp_path, "kho", "--yes", "--product", product, "--language", "en", "--kind", kind)
    assert told[::2] == (0, "")
    kho = tmp_path / "kho"
    assert run("check.py", "docs", "--strict", folder=kho) == (0, "", "")
    texts = {
        path.relative_to(kho).as_posix(): path.read_text("utf-8")
        for path in kho.rglob("*")
        if path.is_file() and ".git" not in path.parts and path.suffix != ".whl"
    }
    texts["printed"], texts["log"] = told[1], git(kho, "log", "--format=%B")
    assert {name for name, text in texts.items() if vietnamese_in(text)} == set()
    reading = folders.in_folder(kho / "docs")
    (text,) = reading.corpus.texts
    assert text.metadata.title.startswith("Sample working rules of the ")
    governed = [
        one for one in reading.corpus.register.by_id if reading.governance.of_target.get(one)
    ]
    assert len(governed) == 3
    assert Settings.of_file(kho / "mkdocs.yml").language == "en"


@cache
def made_of(language: str, host: str) -> dict[str, str]:
    """The texts that a new repository starts with, without the repository."""
    own = Organisation(
        kind=kinds()["association"],
        name="A",
        place="B",
        site_url="https://a.example/",
        repo_url="https://git.example/a",
        date=datetime.date(2026, 1, 5),
        host=host,
        language=language,
    )
    made = files(own, Labels.load(language))
    return {path: content.decode() for path, content in made.items()}


@pytest.mark.parametrize("host", hosts.HOSTS)
def test_a_repository_in_english_is_whole_at_every_host(host: str) -> None:
    vietnamese, english = made_of("vi", host), made_of("en", host)
    assert {name for name, text in english.items() if vietnamese_in(text)} == set()
    entries = ("docs/co-quan/", "docs/chuc-danh/", "docs/quy-che/")  # their names are addresses
    ours, theirs = (
        {path for path in made if not path.startswith(entries)} for made in (vietnamese, english)
    )
    assert theirs == ours
    docs = {
        path.removeprefix("docs/"): text.encode()
        for path, text in english.items()
        if path.startswith("docs/")
    }
    assert corpora.build(docs, grammar=structures.named("en")).problems == ()
    assert f"    host: {host}\n" in english["mkdocs.yml"]


@pytest.mark.parametrize("host", hosts.HOSTS)
def test_guides_in_english_have_the_steps_commands_and_names_of_those_in_vietnamese(
    host: str,
) -> None:
    """Whatever is to be typed or looked for; only the folder of a theme has a name of its own."""
    vietnamese, english = made_of("vi", host), made_of("en", host)
    shown = re.compile(r"(?m)^#+ |^\d+\. |\*\*[A-Z][^*]+\*\*|`(?:make )?[a-z_-]+`|```\w+|^\| ")
    for path in ("docs/huong-dan/cai-dat.md", "docs/huong-dan/thay-the.md", "README.md"):
        wanted = shown.findall(vietnamese[path].replace("giao-dien", "theme"))
        told = shown.findall(english[path].partition(" have Vietnamese names")[0])
        assert Counter(told) == Counter(wanted), path


def test_every_kind_has_as_many_bodies_and_roles_in_every_language() -> None:
    for language in LANGUAGES:
        known = kinds(language)
        assert list(known) == list(kinds())
        for kind in kinds().values():
            other = kind.in_language(language)
            sizes = (other.system, len(other.bodies), len(other.roles))
            assert sizes == (kind.system, len(kind.bodies), len(kind.roles))


def test_a_peoples_council_does_not_belong_to_its_committee(tmp_path: Path) -> None:
    kho = make(tmp_path, "--kind", "state")
    entries = folders.in_folder(kho / "docs").corpus.register.by_id
    parents = {entry.id: entry.parent for entry in entries.values() if entry.kind == "body"}
    assert parents == {
        "uy-ban-nhan-dan": "",
        "hoi-dong-nhan-dan": "",
        "van-phong": "uy-ban-nhan-dan",
    }


@pytest.mark.parametrize(
    ("kind", "name", "called"),
    [
        ("state", "Ủy ban nhân dân phường Bến Nghé", "Chủ tịch Ủy ban nhân dân phường"),
        ("state", "UBND Thị xã Xã Đàn", "Chủ tịch Ủy ban nhân dân thị xã"),
        ("state", "Ủy ban nhân dân xã Mẫu", "Chủ tịch Ủy ban nhân dân xã"),
        ("state", "Ủy ban Bến Nghé", "Chủ tịch Ủy ban nhân dân xã"),
        ("village", "Bản Lác", "Trưởng bản"),
        ("association", "Hội Xã hội học phường 1", "Chủ tịch Hội"),
    ],
)
def test_the_register_calls_a_place_what_the_name_calls_it(
    kind: str, name: str, called: str
) -> None:
    assert called in {role.name for role in kinds()[kind].named(name).roles}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_doctor_names_entries_that_nobody_has_written(language: str, tmp_path: Path) -> None:
    made = made_of(language, "server")
    entries = {
        path: text
        for path, text in made.items()
        if path.startswith(("docs/co-quan/", "docs/chuc-danh/"))
    }
    for path, text in entries.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    written, *others = sorted(entries)
    (tmp_path / written).write_text("---\nkind: body\nname: A\n---\n\nLà nơi họp.\n", "utf-8")
    docs = tmp_path / "docs"
    assert {f"docs/{path}" for path in untouched(docs)} == set(others)


def test_what_was_said_of_the_organisation_stands_in_its_settings(tmp_path: Path) -> None:
    name = """Hội "A": *b* <script> #c — d'e \\ """.strip()
    kho = make(
        tmp_path,
        *("--kind", "association", "--name", name, "--place", "Đồi: Gió", "--date", "2026-01-05"),
        *("--site-url", "https://a.example/b", "--repo-url", "https://git.example/a/b/"),
    )
    settings = Settings.of_file(kho / "mkdocs.yml")
    assert (settings.organisation, settings.place) == (name, "Đồi: Gió")
    assert settings.edit_url == "https://git.example/a/b/edit/main/docs/{path}#L{line}"
    source = (kho / "mkdocs.yml").read_text("utf-8")
    plain = yaml.safe_load(source.replace("!ENV", ""))
    assert plain["site_url"] == ["SITE_URL", "https://a.example/b/"]
    assert plain["repo_url"] == "https://git.example/a/b"
    assert plain["site_name"] == LABELS("new.title", name=name)
    assert "  date: 2026-01-05\n" in (kho / "docs" / "editions.yml").read_text("utf-8")
    assert run("check.py", "docs", "--strict", folder=kho) == (0, "", "")


def test_no_file_names_a_place_of_this_machine_or_to_fetch_packages_from(tmp_path: Path) -> None:
    kho = make(tmp_path)
    texts = [path for path in kho.rglob("*") if path.is_file() and ".git" not in path.parts]
    named = [path for path in texts if path.suffix != ".whl"]
    assert len(named) > 15
    for path in named:
        text = path.read_text("utf-8")
        assert str(tmp_path) not in text, path
        assert str(ROOT) not in text, path
        assert not re.search(r"--(?:extra-)?index|--find-links|⟦|⟧", text), path


def test_the_workflows_are_those_of_this_repository(tmp_path: Path) -> None:
    """But for the two steps in which a Python without packages runs the product."""
    made = make(tmp_path) / ".github" / "workflows"
    ours = {path.name for path in WORKFLOWS.iterdir()} - {"test.yml", "audit.yml"}
    assert {path.name for path in made.iterdir()} == ours
    for name in ours - {"comment.yml"}:
        assert (made / name).read_text("utf-8") == (WORKFLOWS / name).read_text("utf-8")
    bare = re.compile(r"PYTHONPATH=\$\(ls \.quyche/\*\.whl\) python3 -m quyche\.commands\.(\w+)")
    comment = bare.sub(r"python3 scripts/\1.py", (made / "comment.yml").read_text("utf-8"))
    own = (WORKFLOWS / "comment.yml").read_text("utf-8")
    own = own.replace("          PYTHONPATH: hooks\n", "").replace("# the script", "# the product")
    own = own.replace("    env:\n      PYTHONPATH: hooks # the library needs no more here\n", "")
    assert comment == own


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("host", hosts.HOSTS)
def test_the_makefile_knows_what_workflows_and_guides_ask_for(language: str, host: str) -> None:
    made = made_of(language, host)
    (phony,) = re.findall(r"(?m)^\.PHONY: (.*)$", made["Makefile"])
    asked = {
        target
        for path, text in made.items()
        if path.startswith((".github/workflows/", "docs/")) or path == "README.md"
        for target in re.findall(r"(?m)(?:`|^|run: )(?:SITE_URL=\S+ )?make (\w+)", text)
    }
    assert asked >= {"site", "build", "check", "publish", "deploy", "doctor", "update", "verify"}
    assert asked >= ({"branch", "review"} if host == "github" else set())
    assert asked <= set(phony.split())


def test_editors_know_what_is_written_there_without_any_network(tmp_path: Path) -> None:
    kho = make(tmp_path)
    settings = json.loads((kho / ".vscode" / "settings.json").read_text("utf-8"))
    (kho / "docs" / "gop-y").mkdir()
    (kho / "docs" / "gop-y" / "a.yml").write_text("- id: a\n", "utf-8")
    named = dict(settings["yaml.schemas"])
    for place, pattern in named.items():
        shape = json.loads((kho / place).read_text("utf-8"))
        assert place == f"./{editors.FOLDER}/{shape['$id'].rpartition(':')[2]}.json"
        assert len(list(kho.glob(pattern))) == 1, pattern
    held = {path.stem for path in (kho / editors.FOLDER).iterdir()}
    assert f"schema --into {editors.FOLDER}\n" in (kho / "Makefile").read_text("utf-8")
    assert held == {*schemas.READ}
    assert {Path(place).stem for place in named} == held - {schemas.FRONT_MATTER}
    node = yaml.compose((kho / "mkdocs.yml").read_text("utf-8").partition("\nplugins")[0])
    assert isinstance(node, yaml.MappingNode)
    tags = {value.tag for _, value in node.value if value.tag.startswith("!")}
    assert {one.partition(" ")[0] for one in settings["yaml.customTags"]} >= tags == {"!ENV"}
    extensions = json.loads((kho / ".vscode" / "extensions.json").read_text("utf-8"))
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}


def test_editors_are_given_the_schemas_of_this_version(tmp_path: Path) -> None:
    kho = make(tmp_path)
    given = {
        path.relative_to(kho).as_posix(): path.read_text("utf-8")
        for path in (kho / editors.FOLDER).iterdir()
    }
    assert given == editors.files(LABELS)
    settings = json.loads((kho / ".vscode" / "settings.json").read_text("utf-8"))
    assert all((kho / path).is_file() for path in settings["yaml.schemas"])


def test_an_editor_begins_a_file_of_each_kind_so_that_nothing_is_missing(tmp_path: Path) -> None:
    kho = make(tmp_path)
    text = (kho / ".vscode" / "quyche.code-snippets").read_text("utf-8")
    snippets = {one["prefix"]: "\n".join(one["body"]) for one in json.loads(text).values()}
    assert tuple(snippets) == schemas.kinds()
    assert "status: ${2|draft,adopted,superseded,repealed|}" in snippets["regulation"]
    for kind, body in snippets.items():
        typed = re.sub(r"\$\{\d\|(\w+)[^}]*\}", r"\1", body)
        typed = re.sub(r"\$\{\d:[^}]*\}", "2021-01-18", typed).replace("$0", "# A")
        source = re.sub(r"\$\d", "a", typed)
        folder = next((name for name, held in corpora.FOLDERS.items() if held == kind), "")
        problems = corpora.build({f"{folder}/a.md".lstrip("/"): source.encode()}).problems
        assert [problem.rule for problem in problems] == [], source


def test_an_editor_shows_what_a_check_tells_at_its_line(tmp_path: Path) -> None:
    kho = make(tmp_path)
    text = kho / "docs" / "quy-che" / "quy-che-mau.md"
    text.write_text(
        text.read_text("utf-8").replace("kind: regulation", "kind: regulation\nreplace: x")
    )
    (kho / "docs" / "co-quan" / "moi.md").write_text(
        "---\nkind: body\nname: Ban Mới\nexpects: [powers]\n---\n", "utf-8"
    )
    _, printed, _ = run("check.py", "docs", folder=kho)
    printed += "mkdocs.yml:7: theme.logo không có tác dụng\nnhan.yml:2: không có nhãn nào\n"
    (task,) = json.loads((kho / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    assert task["command"] == "make check"
    lines = [*printed.splitlines(), "make: *** [Makefile:40: check] Error 1"]
    shown = []
    for matcher in task["problemMatcher"]:
        pattern = re.compile(matcher["pattern"]["regexp"])
        shown += [
            (matcher["severity"], *match.groups()) for match in map(pattern.match, lines) if match
        ]
    assert len(shown) == len(lines) - 1
    assert {path for _, path, _, _ in shown} >= {"mkdocs.yml", "nhan.yml"}
    shown = [one for one in shown if one[1].startswith("docs/")]
    told = {severity: (path, line, message[:19]) for severity, path, line, message in shown}
    assert told["error"] == ("docs/quy-che/quy-che-mau.md", "3", 'khóa "replace" khôn')
    assert told["warning"][0] == "docs/co-quan/moi.md"
    assert not told["warning"][2].startswith("lưu ý")


@pytest.mark.parametrize("filled", ["tep.txt", ".an"])
def test_a_folder_that_holds_anything_is_refused_and_left_as_it_is(
    filled: str, tmp_path: Path
) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / filled).write_text("", "utf-8")
    product = str(products.make(tmp_path))
    code, printed, complaint = new(tmp_path, "kho", "--yes", "--product", product)
    assert (code, printed) == (1, "")
    assert complaint == LABELS("new.filled", path="kho") + "\n"
    assert [path.name for path in (tmp_path / "kho").iterdir()] == [filled]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    assert (make(tmp_path) / "docs").is_dir()


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kho").write_text("", "utf-8")
    assert new(tmp_path, "kho", "--yes")[0] == 1


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--language", "fr"), "Ngôn ngữ của trang (vi, en): chưa có “fr”; chỉ có vi, en"),
        (("--name", " "), "Tên tổ chức: đang để trống; cần một dòng chữ"),
        (("--name", "A\nB"), "Tên tổ chức: có ký tự không hiện được"),
        (("--place", "A\x07"), "Nơi ban hành văn bản (địa danh): có ký tự không hiện được"),
        (("--site-url", "a.example"), "Địa chỉ của trang: “a.example” không phải địa chỉ"),
        (("--repo-url", "git@a:b"), "Địa chỉ của kho trên mạng (để trống nếu chưa có): “git@a:b”"),
        (("--repo-url", "https://a.example/{b}"), "“https://a.example/{b}” không phải địa chỉ"),
    ],
)
def test_a_wrong_value_is_refused_in_a_line_and_nothing_is_made(
    options: tuple[str, ...], complaint: str, tmp_path: Path
) -> None:
    product = str(products.make(tmp_path))
    code, printed, told = new(tmp_path, "kho", "--yes", "--product", product, *options)
    assert (code, printed) == (2, "")
    assert complaint in told
    assert len(told.splitlines()) == 1 or "\n" in "".join(options)
    assert [path.name for path in tmp_path.iterdir()] == [Path(product).name]


@pytest.mark.parametrize("name", ["quyche-1-py3-none-any.whl", "khac.whl"])
def test_what_is_not_the_product_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK")
    code, _, complaint = new(tmp_path, "kho", "--yes", "--product", name)
    assert (code, complaint) == (2, LABELS("new.no_product", path=name) + "\n")


def test_sources_are_no_product_to_put_into_a_repository(tmp_path: Path) -> None:
    code, _, complaint = new(tmp_path, "kho", "--yes")
    assert (code, complaint) == (2, LABELS("new.not_installed") + "\n")


def test_what_is_not_given_is_asked_for_until_it_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ("", "hoi", "school", "Trường A", "Đồi Gió", "sai", "https://a.example/", "", "")
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
    product = str(products.make(tmp_path))
    code, printed, complaint = new(tmp_path, "kho", "--product", product)
    assert code == 0
    assert f"{LABELS('new.asked.name')} [{kinds()['school'].name}]: " in printed
    assert [line.partition(": ")[2] for line in complaint.splitlines()] == [
        "chưa có “hoi”; chỉ có " + ", ".join(kinds()),
        "“sai” không phải địa chỉ; cần dạng https://tên-miền/đường-dẫn/",
    ]
    assert Settings.of_file(tmp_path / "kho" / "mkdocs.yml").organisation == "Trường A"
    assert (tmp_path / "kho" / "docs" / "chuc-danh" / "hieu-truong.md").is_file()


def test_whoever_answers_nothing_more_is_told_how_to_do_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("vi\n"))
    product = str(products.make(tmp_path))
    code, _, complaint = new(tmp_path, "kho", "--product", product)
    assert code == 2
    assert "--yes" in complaint
    assert not (tmp_path / "kho").exists()


def test_commits_are_made_where_git_knows_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    product = str(products.make(tmp_path))
    _, printed, _ = new(tmp_path, "kho", "--yes", "--product", product)
    assert LABELS("new.nobody") in printed
    assert git(tmp_path / "kho", "log", "--format=%an") == "Quyche\nQuyche"


TEXTS = {
    "vi": """QUY CHẾ
Làm việc của Ủy ban nhân dân
Điều 1. Phạm vi
1. Quy chế này quy định việc của Ủy ban nhân dân xã.
2. Việc khác.
""",
    "en": """WORKING RULES
of the Board
Article 1. Scope
1. These rules are on the work of the Board.
2. Other matters.
""",
}


@pytest.mark.parametrize(
    "options", [(), ("--no-sample",), ("--language", "en"), ("--language", "en", "--no-sample")]
)
def test_a_text_of_its_own_takes_the_place_of_the_sample_as_the_guide_says(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    kho = make(tmp_path, "--kind", "state", *options)
    guide = (kho / "docs" / "huong-dan" / "lam-viec.md").read_text("utf-8")
    removing = re.findall(r'(?m)^git (rm|commit -m) "?(.*?)"?$', guide)
    assert [command for command, _ in removing] == ["rm", "commit -m"]
    if "--no-sample" not in options:
        for command, rest in removing:
            git(kho, *command.split(), *(rest.split() if command == "rm" else [rest]))
    language = "en" if "en" in options else "vi"
    (tmp_path / "quy-che.txt").write_text(TEXTS[language], "utf-8")
    (path,) = re.findall(r"quyche convert \S+ -o (docs/quy-che/\S+\.md)", guide)
    assert run("convert.py", "../quy-che.txt", "-o", path, folder=kho)[0] == 0
    (new_edition,) = re.findall(r"(?m)^\.venv/bin/quyche edition (new .*)$", guide)
    docs = ("--docs", str(kho / "docs"))
    code, printed, complaint = run("edition.py", *new_edition.split(), *docs, folder=kho)
    assert (code, complaint) == (0, ""), printed
    git(kho, "add", "docs")
    git(kho, "commit", "--quiet", "-m", "A")
    assert run("check.py", "docs", folder=kho) == (0, "", "")
    ledger = folders.in_folder(kho / "docs").ledger
    assert [edition.name for edition in ledger.editions] == ["1-du-thao-1"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("host", hosts.HOSTS)
def test_every_guide_asks_only_for_commands_that_there_are(
    language: str, host: str, tmp_path: Path
) -> None:
    made = made_of(language, host)
    guides = [text for path, text in made.items() if path.startswith("docs/huong-dan/")]
    asked = {name for text in guides for name in re.findall(r"bin/quyche ([\w-]+)", text)}
    assert asked >= {"convert", "edition"}
    assert asked <= set(main.NAMES)
    steps = {line for text in guides for line in re.findall(r"(?m)^\S+/quyche edition (.+)$", text)}
    assert len(steps) == 3
    for step in steps:
        code, _, complaint = run("edition.py", *step.split(), "--docs", "no", folder=tmp_path)
        assert (code, len(complaint.splitlines())) == (2, 1)
        assert complaint.startswith("no: "), "nothing was wrong before that"
    links = {link for text in guides for link in re.findall(r"\]\((\w[\w-]*\.md)\)", text)}
    assert links
    assert [link for link in links if f"docs/huong-dan/{link}" not in made] == []
    links = set(re.findall(r"\]\((docs/[^)]+)\)", made["README.md"]))
    assert links
    assert links <= made.keys()
