"""Texts of more articles than most have."""

from pathlib import Path

from quyche.imports.documents.conversion import convert_file


def test_an_article_is_one_beyond_the_thousandth_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    articles = (
        f"Điều {number}. Việc {number}\n\n1. Một.\n\n2. Hai.\n" for number in range(1, 1103)
    )
    path.write_text("QUY CHẾ\n\n" + "\n".join(articles), "utf-8")
    converted = convert_file(path)
    assert converted.source.count("\n### Điều ") == 1102
    assert "\n### Điều 1000. Việc 1000\n" in converted.source
