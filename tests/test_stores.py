"""What is kept between runs: whole, bounded, ours, or as good as not there."""

import datetime
import os
import pickle
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from quyche import made_by, stored_values, stores
from quyche.corpus import corpora
from quyche.labels import Labels
from quyche.language.english import EN
from quyche.language.structures import KNOWN
from quyche.stored_values import ForeignValueError
from quyche.stores import Store, sealed, unsealed
from quyche.texts.addresses import Address, Step

RULE = b"---\nkind: regulation\ntitle: T\n---\n# T\n\n### \xc4\x90i\xe1\xbb\x81u 1. A\n\n1. B\n"


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def only_entry(store: Store) -> Path:
    assert store.folder is not None
    (entry,) = (path for path in store.folder.rglob("*") if path.is_file())
    return entry


def test_a_value_is_made_once(store: Store) -> None:
    made: list[str] = []

    def make() -> tuple[str, ...]:
        made.append("x")
        return ("một", "hai")

    for again in (store, store, Store(store.folder)):
        assert again.of("kind", ["a", b"b"], make) == ("một", "hai")
    assert made == ["x"]
    Store().of("kind", ["a", b"b"], make)
    assert len(made) == 2


@pytest.mark.parametrize("other", [("kind", ["ab", b""]), ("kind", ["b", b"a"]), ("sort", ["a"])])
def test_no_two_keys_are_one(other: tuple[str, list[str | bytes]], store: Store) -> None:
    assert store.name_of(*other) != store.name_of("kind", ["a", b"b"])


def test_nothing_of_another_version_of_ours_is_taken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = store.name_of("kind", ["a"])
    monkeypatch.setattr(made_by, "digest", lambda: b"another")
    assert Store(store.folder).name_of("kind", ["a"]) != name


def test_each_of_our_files_and_each_package_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "hooks" / "quyche"
    (ours / "labels").mkdir(parents=True)
    (tmp_path / "overrides").mkdir()
    monkeypatch.setattr(made_by, "_OURS", ours)
    monkeypatch.syspath_prepend(str(tmp_path))
    found = {made_by.digest.__wrapped__()}
    for changed in ("hooks/quyche/a.py", "hooks/quyche/labels/vi.yml", "overrides/main.html"):
        (tmp_path / changed).write_text("a", "utf-8")
        found.add(made_by.digest.__wrapped__())
        (tmp_path / changed).write_text("b", "utf-8")
        found.add(made_by.digest.__wrapped__())
    (tmp_path / "markdown-9.dist-info").mkdir()
    found.add(made_by.digest.__wrapped__())
    assert len(found) == 8


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content[:20],
        lambda _: b"",
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: b"quyche store 0\n" + content[15:],
        lambda _: sealed("kind-00", zlib.compress(pickle.dumps("of another name"))),
    ],
)
def test_a_damaged_entry_is_made_anew(damage: Callable[[bytes], bytes], store: Store) -> None:
    store.of("kind", ["a"], lambda: "whole")
    entry = only_entry(store)
    entry.write_bytes(damage(entry.read_bytes()))
    assert store.of("kind", ["a"], lambda: "anew") == "anew"
    assert store.of("kind", ["a"], lambda: "never") == "anew"


class _Runs:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("ran",)


@pytest.mark.parametrize(
    "forged",
    [_Runs(), Path("a"), Store, Store(), made_by.digest, Labels.load, pickle.Unpickler, range(3)],
)
def test_nothing_runs_that_lies_in_a_forged_entry(
    forged: object, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = pickle.dumps(forged)
    with pytest.raises(ForeignValueError):
        stored_values.loaded(content)
    store.put_content(store.name_of("kind", ["a"]), zlib.compress(content))
    assert store.of("kind", ["a"], lambda: "ours") == "ours"
    assert not Path("ran").exists()


def test_values_come_back_as_they_were() -> None:
    documents = corpora.build({"quy-che/a.md": RULE})
    form = KNOWN[0].forms[0]
    values = (documents.texts, Address("a", (Step.of(form, "1"),)), datetime.date(2021, 1, 18), EN)
    back = stored_values.loaded(stored_values.dumped(values))
    assert back == values
    assert all(
        stored_values.loaded(stored_values.dumped(one)) is one
        for grammar in KNOWN
        for one in (grammar, *grammar.forms, *grammar.in_tables)
    )


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path, size=5000)
    for number in range(10):
        name = store.name_of("kind", [str(number)])
        store.put_content(name, bytes(1000 - 60))
        place = Store._place(tmp_path, name)  # noqa: SLF001  # its age is what is tried
        long_ago = time.time() - 100_000 + number
        os.utime(place, (long_ago, long_ago))
        if number == 4:
            assert store.content(store.name_of("kind", ["0"]))  # used just now
    store.trim()
    left = [n for n in range(10) if store.content(store.name_of("kind", [str(n)])) is not None]
    assert left == [0, 7, 8, 9]


def test_it_lies_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    for said, place in (
        ("", tmp_path / "caches" / "quyche"),
        (str(tmp_path / "own"), tmp_path / "own"),
        ("off", None),
        ("0", None),
    ):
        monkeypatch.setenv(stores.VARIABLE, said)
        assert Store.usual(tmp_path / "project").folder == place
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv(stores.VARIABLE, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "below"))
    monkeypatch.setenv(stores.SIZE_VARIABLE, "5")
    found = Store.usual(tmp_path / "project")
    assert (found.folder, found.size) == (tmp_path / "project" / "build" / "store", 5_000_000)


def test_what_cannot_be_written_is_made_every_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = Store(tmp_path / "file")
    assert [store.of("kind", ["a"], partial(str, said)) for said in "ab"] == ["a", "b"]
    assert unsealed("a", b"") is None
