"""Publishing: what stands on the branch after each step of a small history."""

import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from publishing_helpers import (
    ADDRESS,
    ADOPTED,
    BASE,
    BRANCH,
    DRAFT,
    HISTORY,
    OLD,
    SCRIPT,
    Project,
    adopted,
    draft,
    entry,
)
from shared_folders import once

_ASKED_BY_CSS_RE = re.compile(r"url\([\"']?(?!data:)([^\"')]+)")
_WORKER_RE = re.compile(r'"worker": "([^"#]+)')


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Published after the draft, the adoption, more work and the amendment: tags 2 to 5."""
    return Project(once(tmp_path_factory, "grown", grow))


def grow(folder: Path) -> None:
    project = Project.create(folder)
    for number, step in enumerate(HISTORY, 1):
        project.commit(step)
        project.git("tag", f"source-{number}")
        if number > 1:
            done = project.publish()
            assert (done.code, done.err) == (0, "")
            project.git("tag", str(number), BRANCH)


@pytest.fixture
def project(grown: Project, tmp_path: Path) -> Project:
    """The same, to go on with."""
    shutil.copytree(grown.folder, tmp_path / "project")
    return Project(tmp_path / "project")


def shown(project: Project, path: str, revision: str = BRANCH) -> html.HtmlElement:
    return html.document_fromstring(project.read(path, revision))


def led_to(project: Project, path: str, revision: str) -> str:
    """Where a page that leads on leads to."""
    (target,) = shown(project, path, revision).xpath("//noscript//a/@href | //p/a/@href")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), str(target)))


# What an edition is


def test_every_entry_becomes_an_edition_of_its_own_commits_text(grown: Project) -> None:
    texts = {
        name: shown(grown, f"{name}/quy-che/a/index.html").text_content()
        for name in (*grown.editions(), "dang-soan")
    }
    assert {name: re.findall(r"Ban A họp ([^.]+)\.", text)[0] for name, text in texts.items()} == {
        "16": "hằng tháng",
        "17-du-thao-1": "hằng tuần",
        "17": "hằng tuần, vào thứ Hai",
        "17.1-du-thao-1": "mỗi ngày",
        "dang-soan": "mỗi ngày",
    }
    assert "17/quy-che/b/index.html" not in grown.files()


def test_a_file_may_have_any_name(grown: Project) -> None:
    assert 'dang-soan/huong-dan/Cách "đọc" này/index.html' in grown.files()


def test_an_edition_says_what_it_was_made_of(grown: Project) -> None:
    record = json.loads(grown.read("17/edition.json"))
    assert record["commit"] == grown.git("rev-parse", "source-3")
    assert (record["kind"], record["date"], record["previous"]) == (
        "adopted",
        "2021-03-15",
        "17-du-thao-1",
    )
    assert [document["path"] for document in record["documents"]] == ["quy-che/a.md"]


def test_versions_stand_newest_first_with_title_status_and_date(grown: Project) -> None:
    rows = json.loads(grown.read("versions.json"))
    assert [row["version"] for row in rows] == [
        "dang-soan",
        "17.1-du-thao-1",
        "17",
        "17-du-thao-1",
        "16",
    ]
    assert rows[2]["title"] == "Bản 17"
    assert rows[2]["properties"] == {
        "status": "adopted",
        "date": "2021-03-15",
        "round": "17",
        "documents": ["a"],
    }
    assert rows[3]["properties"] == {
        "status": "draft",
        "date": "2021-01-18",
        "round": "17",
        "documents": ["a", "d"],
    }
    assert [row["version"] for row in rows if row["properties"].get("open")] == ["17.1-du-thao-1"]


@pytest.mark.parametrize(
    ("stage", "in_force", "newest_draft"),
    [("2", "16", "17-du-thao-1"), ("3", "17", None), ("4", "17", None), ("5", "17", "17.1-du-thao-1")],
)  # fmt: skip
def test_aliases_name_what_is_in_force_and_a_newer_draft(
    stage: str, in_force: str, newest_draft: str | None, grown: Project
) -> None:
    named = {alias: name for name, aliases in grown.versions(stage) for alias in aliases}
    assert named == {"hien-hanh": in_force} | ({"du-thao": newest_draft} if newest_draft else {})
    for alias, name in named.items():
        page = "quy-che/a/index.html"
        assert grown.read(f"{alias}/{page}", stage) == grown.read(f"{name}/{page}", stage)


def test_links_to_the_draft_lead_on_to_what_was_adopted(grown: Project) -> None:
    assert led_to(grown, "du-thao/quy-che/a/index.html", "3") == "hien-hanh/quy-che/a"
    assert led_to(grown, "du-thao/index.html", "3") == "hien-hanh"


def test_links_to_what_only_a_draft_had_lead_to_that_draft(grown: Project) -> None:
    assert led_to(grown, "du-thao/quy-che/d/index.html", "3") == "17-du-thao-1/quy-che/d"
    assert led_to(grown, "du-thao/quy-che/d/index.html", "5") == "17-du-thao-1/quy-che/d"


def test_links_to_what_is_no_longer_in_force_lead_to_the_newest_text_of_it(grown: Project) -> None:
    assert led_to(grown, "hien-hanh/quy-che/b/index.html", "3") == "16/quy-che/b"
    assert led_to(grown, "hien-hanh/quy-che/b/index.html", "5") == "16/quy-che/b"


def test_the_root_leads_to_what_is_in_force_and_tells_robots_where_pages_are(
    grown: Project,
) -> None:
    assert led_to(grown, "index.html", BRANCH) == "hien-hanh"
    assert f"Sitemap: {ADDRESS}sitemap.xml" in grown.read("robots.txt")
    listed = re.findall(rf"<loc>{ADDRESS}([^<]*)</loc>", grown.read("sitemap.xml"))
    assert {"hien-hanh/", "hien-hanh/quy-che/a/", "16/quy-che/b/"} <= set(listed)
    assert not [page for page in listed if "du-thao" in page or "dang-soan" in page]
    assert {f"{page}index.html" for page in listed} <= grown.files()


def test_documents_that_were_dropped_are_told_in_order(grown: Project) -> None:
    told = shown(grown, "17/lich-su/index.html").text_content()
    assert "Quy chế B; Quy chế C; Quy chế D" in " ".join(told.split())


# What is done, and what is not done again


def processor_time() -> float:
    """Seconds that this process and those it started worked, however busy the machine."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def test_a_second_run_does_nothing_and_is_quick(project: Project) -> None:
    tip, before = project.tip(), processor_time()
    done = project.publish()
    assert processor_time() - before < 2
    assert (done.code, done.out) == (0, "Không có gì mới để công bố.\n")
    assert project.tip() == tip


def test_new_work_changes_nothing_but_the_work(project: Project) -> None:
    before = project.trees()
    project.commit({"quy-che/e.md": draft("E", "ba lần")})
    done = project.publish()
    assert (done.code, done.out) == (0, "dang-soan: đang dựng…\ndang-soan: đã công bố\n")
    after = project.trees()
    assert before.keys() == after.keys()
    assert [name for name in after if after[name] != before[name]] == ["dang-soan"]


def test_an_older_commit_does_not_bring_back_older_work(project: Project) -> None:
    tip = project.tip()
    project.git("switch", "--quiet", "--detach", "source-4")
    done = project.publish()
    assert done.code == 1  # the amendment is not in the ledger there
    project.git("switch", "--quiet", "main")
    project.commit({"index.md": "# Mới\n"})
    assert project.publish().code == 0
    tip = project.tip()
    project.git("switch", "--quiet", "--detach", "source-5")
    assert project.publish().out == "Không có gì mới để công bố.\n"
    assert project.tip() == tip


def test_rebuilding_renders_anew_and_keeps_the_texts(project: Project) -> None:
    config = project.config.read_text("utf-8")
    name = "Trang của Tỉnh ủy"
    project.config.write_text(re.sub("(?m)^site_name: .*", f"site_name: {name}", config), "utf-8")
    before = json.loads(project.read("16/edition.json"))
    done = project.publish("--rebuild")
    assert (done.code, done.err) == (0, "")
    for folder in (*project.editions(), "dang-soan", "hien-hanh", "du-thao"):
        title = shown(project, f"{folder}/index.html").findtext(".//title")
        assert title, folder
        assert title.split(" - ")[-1] == name, folder  # a draft's names its edition before that
    assert json.loads(project.read("16/edition.json")) == before
    assert led_to(project, "hien-hanh/quy-che/b/index.html", BRANCH) == "16/quy-che/b"


def test_the_whole_site_is_written_into_a_folder_and_no_branch_is_touched(
    tmp_path: Path,
) -> None:
    project, site = Project.create(tmp_path / "project", HISTORY[:2]), tmp_path / "build" / "site"
    project.write({"index.md": "# Chưa ghi\n"})
    for _ in range(2):  # the second one takes the place of the first
        done = project.publish("--site", str(site))
        assert (done.code, done.err) == (0, "")
    assert project.tip() == ""
    assert {path.name for path in site.iterdir() if path.is_dir()} == {
        "16",
        "17-du-thao-1",
        "atom",
        "dang-soan",
        "du-thao",
        "giao-dien",
        "hien-hanh",
        "tim-kiem",
        "ngoai-tuyen",
    }
    assert "Chưa ghi" in (site / "dang-soan" / "index.html").read_text("utf-8")
    assert [path.name for path in site.parent.iterdir()] == ["site"]


# History


def rewritten(project: Project, folder: Path, history: list[dict[str, str | None]]) -> Project:
    """The project as somebody has it who wrote its history again, with the branch as it was."""
    other = Project.create(folder)
    for step in history:
        other.commit(step, "Viết lại")
    other.git("fetch", "--quiet", project.folder, f"{BRANCH}:{BRANCH}")
    return other


def test_a_history_written_again_with_the_same_texts_is_accepted(
    grown: Project, tmp_path: Path
) -> None:
    other = rewritten(grown, tmp_path / "other", [dict(step) for step in HISTORY])
    done = other.publish()
    assert (done.code, done.out) == (0, "dang-soan: đang dựng…\ndang-soan: đã công bố\n")
    assert other.editions() == grown.editions()
    assert other.publish().out == "Không có gì mới để công bố.\n"


@pytest.mark.parametrize("option", [[], ["--rebuild"]])
@pytest.mark.parametrize(
    ("step", "files"),
    [
        (0, {"quy-che/b.md": adopted("B", "không bao giờ")}),
        (0, {"quy-che/z.md": adopted("Z", "thêm vào sau")}),
        (2, {"quy-che/a.md": None, "quy-che/a-2.md": adopted("A", "hằng tuần, vào thứ Hai")}),
    ],
)
def test_another_text_never_takes_the_place_of_a_published_one(
    step: int, files: dict[str, str | None], option: list[str], grown: Project, tmp_path: Path
) -> None:
    history = [dict(each) for each in HISTORY]
    history[step] |= files
    other = rewritten(grown, tmp_path / "other", history[: step + 1] + history[step + 1 : 2])
    later = "".join((OLD, DRAFT, ADOPTED, entry("17.1-du-thao-1", "2023-06-20")))
    other.commit({"editions.yml": later})
    tip = other.tip()
    done = other.publish(*option)
    assert done.code == 1
    assert re.fullmatch(
        r'phiên bản "[^"]+" đã công bố có quy-che/\S+ khác với .* hãy khôi phục .*\n', done.err
    )
    assert other.tip() == tip


# The files of documents


def test_each_text_is_given_out_once_and_every_page_leads_to_its_files(grown: Project) -> None:
    files = grown.files()
    given = {path for path in files if re.search(r"/[\w-]+/a/a-[\w.-]+\.docx$", path)}
    own = {path for path in given if path.split("/")[0] in grown.editions()}
    assert own == {
        f"{name}/quy-che/a/a-{name}.docx" for name in ("16", "17-du-thao-1", "17", "17.1-du-thao-1")
    }
    for name in (*grown.editions(), "dang-soan", "hien-hanh"):
        page = f"{name}/quy-che/a/index.html"
        rows = shown(grown, page).xpath("//*[@class='q-renditions']//a/@href")
        led = [posixpath.normpath(posixpath.join(posixpath.dirname(page), row)) for row in rows]
        assert len(led) == 6
        assert set(led) <= set(files)
        brought = {"dang-soan": "17.1-du-thao-1", "hien-hanh": "17"}.get(name, name)
        assert {path.split("/")[0] for path in led} == {brought}


def test_a_page_says_which_file_there_is_none_of(tmp_path: Path) -> None:
    files = {**BASE, "quy-che/a.md": adopted("A", "khi ก"), "editions.yml": OLD}
    project = Project.create(tmp_path / "project", [files])
    assert project.publish().code == 0
    (row,) = shown(project, "16/quy-che/a/index.html").xpath("//*[@class='q-renditions']")
    assert "Không có PDF" in row.text_content()
    assert "PDF" not in row.xpath(".//a/text()")


def test_an_edition_writes_down_which_files_it_has(grown: Project) -> None:
    told = {name: json.loads(grown.read(f"{name}/edition.json")) for name in grown.editions()}
    assert {name: sorted(record.get("files", ())) for name, record in told.items()} == {
        "16": ["a", "b", "c"],
        "17-du-thao-1": ["a", "d"],
        "17": ["a"],
        "17.1-du-thao-1": ["a", "e"],
    }


# Shared files


_NOT_LOADED = "canonical alternate prev next schema.DCTERMS"
"""The links that name what a browser does not ask for."""


def targets(project: Project, path: str) -> set[str]:
    """The files that a page or a stylesheet loads, as paths from the root of the site."""
    text, base = project.read(path), posixpath.dirname(path)
    if path.endswith(".css"):
        found = _ASKED_BY_CSS_RE.findall(text)
    else:
        page = html.document_fromstring(text)
        found = [
            str(link)
            for link in page.xpath(f"//link[not(contains('{_NOT_LOADED}', @rel))]/@href | //@src")
        ]
        found += _WORKER_RE.findall(text)
    return {posixpath.normpath(posixpath.join(f"/{base}", link))[1:] for link in found}


def test_all_that_pages_load_is_there_and_nothing_else_is_shared(grown: Project) -> None:
    files = grown.files()
    own = "ngoai-tuyen/"  # a page that keeps copies, with what it loads beside it
    pages = {path for path in files if path.endswith(".html") and not path.startswith(own)}
    assert "404.html" in pages
    loaded = set().union(*(targets(grown, path) for path in pages))
    shared = {path for path in files if path.startswith("giao-dien/")}
    assert loaded <= shared
    sheets = {path for path in loaded if path.endswith(".css")}
    loaded |= set().union(*(targets(grown, path) for path in sheets))
    asked_for = re.compile(r"/(?:proposing|reading-tools|searching|own)\.|/overviews\.css$")
    loaded |= {path for path in shared if asked_for.search(path)}  # when somebody wants it
    loaded |= {path for path in shared if path.endswith("/carried.js")}  # where much is repeated
    assert {path for path in shared - loaded if not path.endswith(".LICENSE.txt")} == set()
    assert loaded <= shared
    assert len({path.split("/")[1] for path in shared}) == 1


def test_another_stylesheet_leaves_older_editions_looking_as_they_did(project: Project) -> None:
    own = project.folder / "overrides"
    shutil.copytree(SCRIPT.parent.parent / "overrides", own)
    config = project.config.read_text("utf-8")
    config = re.sub("(?m)^  custom_dir: .*", f"  custom_dir: {own}", config)
    project.config.write_text(config, "utf-8")
    sheet = own / "assets" / "styles" / "ground.css"
    sheet.write_text(sheet.read_text("utf-8") + "\nbody { color: red }\n", "utf-8")
    before = targets(project, "16/index.html")
    project.commit({"index.md": "# Mới\n"})
    assert project.publish().code == 0
    assert targets(project, "16/index.html") == before
    after = targets(project, "dang-soan/index.html")
    assert not before & after
    assert before | after <= project.files()
    (old,) = (path for path in before if path.endswith("quyche.css"))
    (new,) = (path for path in after if path.endswith("quyche.css"))
    assert "color: red" in project.read(new)
    assert "body { color: red }" not in project.read(old)


# The same bytes

ANOTHER_DAY = """
import datetime, time
LATER = 40 * 24 * 3600 + 5 * 3600
_time, _datetime = time.time, datetime.datetime


class Shifted(_datetime):
    @classmethod
    def now(cls, tz=None):
        return _datetime.fromtimestamp(_time() + LATER, tz)

    @classmethod
    def utcnow(cls):
        return _datetime.utcfromtimestamp(_time() + LATER)

    @classmethod
    def today(cls):
        return cls.now()


time.time = lambda: _time() + LATER
datetime.datetime = Shifted
"""


@pytest.mark.slow
def test_the_same_commits_give_the_same_bytes_whoever_builds_and_whenever(
    grown: Project, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(ANOTHER_DAY, "utf-8")
    environment = {name: told for name, told in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)]),
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
    }
    project = Project.create(tmp_path / "other" / "project", HISTORY)
    script = [sys.executable, str(SCRIPT), *project.arguments]
    subprocess.run(script, env=environment, check=True, capture_output=True)
    assert project.trees() == grown.trees()
    assert project.git("rev-parse", f"{BRANCH}^{{tree}}") == grown.git(
        "rev-parse", f"{BRANCH}^{{tree}}"
    )
