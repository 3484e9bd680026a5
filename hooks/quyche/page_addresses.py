"""Where the page of a file is: the one rule by which files of documents become folders."""

_INDEX = "index"


def address_of(path: str) -> str:
    """The address of a page below the start of its edition.

    `quy-che/lam-viec.md` is at `quy-che/lam-viec/`, `hoi-nghi/index.md` at `hoi-nghi/`; the first
    page has an empty one.
    """
    folder, _, name = path.removesuffix(".md").rpartition("/")
    parts = [part for part in (folder, "" if name == _INDEX else name) if part]
    return "".join(f"{part}/" for part in parts)
