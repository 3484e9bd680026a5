"""Texts made to cost time: each shape grows with a number, and its cost may grow no faster."""

from collections.abc import Callable, Mapping

HEAD = "---\nkind: regulation\ntitle: Quy chế\nstatus: draft\ndraft: 1\n---\n# Quy chế\n\n"
ARTICLE = "### Điều 1. Phạm vi của Ban A\n\n"

Shape = Callable[[int], str]
"""The body of a text of that size, below its title."""


def _lines(line: str) -> Shape:
    """The same line again and again below an article; `{n}` in it counts."""
    return lambda size: (
        ARTICLE + "".join(line.replace("{n}", str(n)) + "\n" for n in range(1, size + 1))
    )


def _paragraphs(line: str) -> Shape:
    return lambda size: (
        ARTICLE + "".join(line.replace("{n}", str(n)) + "\n\n" for n in range(1, size + 1))
    )


def _run(stretch: str, before: str = "1. Ban A quyết định ", after: str = "") -> Shape:
    """One long paragraph."""
    return lambda size: f"{ARTICLE}{before}{stretch * size}{after}\n"


def _counted(stretch: str, before: str = "1. Theo ") -> Shape:
    return lambda size: (
        ARTICLE + before + "".join(stretch.format(n=n) for n in range(1, size + 1)) + ".\n"
    )


def _nested_numbers(size: int) -> str:
    return ARTICLE + "".join(f"{'.'.join(['1'] * (n % 40 + 1))}. Nội dung\n" for n in range(size))


def _heading_runs(line: str) -> Shape:
    return lambda size: "".join(
        f"### {line.replace('{n}', str(n))}\n\n" for n in range(1, size + 1)
    )


def _wide_table(size: int) -> str:
    return f"{ARTICLE}|{' a |' * size}\n|{'---|' * size}\n|{' b |' * size}\n"


def _long_table(size: int) -> str:
    return f"{ARTICLE}| a | b |\n|---|---|\n" + "| Ban A | Điều 1 |\n" * size


SHAPES: Mapping[str, Shape] = {
    # Quotations
    "curly quotations never closed": _lines("“Điều {n}. Nội dung"),
    "straight quotations never closed": _lines('"{n}. Nội dung'),
    "quotations of points never closed": _paragraphs("“a) Nội dung {n}"),
    "quotations closed by far": lambda size: ARTICLE + "“1. Nội dung\n" * size + "hết”\n" * size,
    "quotations within one line": _run("“a "),
    "closing marks only": _lines("{n}. Nội dung””””"),
    # Numbers that stand twice
    "points repeated": _lines("a) Nội dung"),
    "clauses repeated": _lines("1. Nội dung"),
    "articles repeated": _heading_runs("Điều 1. Nội dung"),
    "articles repeated without a title": _heading_runs("Điều 1."),
    "chapters repeated": lambda size: "## Chương I. Nội dung\n\n" * size,
    "annexes repeated": lambda size: f"{ARTICLE}1. a\n\n" + "# Phụ lục 1. Mẫu\n\n" * size,
    "attachments without a number": lambda size: f"{ARTICLE}1. a\n\n" + "# Quy chế\n\n" * size,
    "numbers in numbers": _nested_numbers,
    "clauses in order": _lines("{n}. Nội dung của Ban A"),
    "articles in order": _heading_runs("Điều {n}. Nội dung"),
    "sections in one chapter": lambda size: "## Chương I. Một\n\n" + "".join(f"### Mục {n}. Một\n\n" for n in range(1, size)),
    "points within a clause": lambda size: f"{ARTICLE}1. Gồm:\n" + "    a) Nội dung\n" * size,
    # Long things
    "a long word": _run("ơ"),
    "a long line of words": _run("quyết định "),
    "a long paragraph of lines": lambda size: f"{ARTICLE}1. Một\n" + "dòng tiếp theo\n" * size,
    "blanks": _run(" ", after="x"),
    "no-break blanks": _run("\u00a0", after="x"),
    "tabs and blanks at the beginning": lambda size: f"{ARTICLE}{' ' * size}1. Nội dung\n{chr(9) * size}a) b\n",
    "blank lines": lambda size: ARTICLE + "1. Một\n" + "\n" * size + "2. Hai\n",
    "carriage returns": lambda size: ARTICLE + "1. Một" + "\r" * size + "\n",
    "combining marks": _run("\u0301"),
    "decomposed letters": _run("e\u0302\u0301"),
    "letters of no width": _run("\u200b\u200d\u00ad"),
    "digits": _run("1"),
    "numbers with points": _run("1."),
    "capital letters": _run("A"),
    "hyphens": _run("-"),
    "hyphenated capitals": _run("A-"),
    "slashes and numbers": _run("1/"),
    # Markup
    "opening brackets": _run("["),
    "brackets nested": lambda size: f"{ARTICLE}1. {'[' * size}a{'](b)' * size}\n",
    "half links": _run("[a]("),
    "links": _run("[a](b) "),
    "round brackets": _run("("),
    "asterisks": _run("*"),
    "emphasis never closed": _run("**a "),
    "emphasis of both kinds": _run("*a **b "),
    "underscores": _run("_"),
    "underscored words": _run("_a "),
    "backticks": _run("`"),
    "backticks of growing runs": lambda size: ARTICLE + "1. " + " ".join("`" * n for n in range(1, int(size**0.5) * 2)) + "\n",
    "backslashes": _run("\\"),
    "tags never closed": _run("<a "),
    "angles": _run("<"),
    "comments never closed": _run("<!--"),
    "entities": _run("&amp"),
    "footnotes": _counted("[^{n}] "),
    "footnotes told": _paragraphs("[^{n}]: Chú thích"),
    "attributes": lambda size: "### Điều 1. Một {" + 'governs="a" ' * size + "\n",
    "braces": lambda size: "### Điều 1. Một " + "{" * size + "\n",
    "hashes": lambda size: "### Điều 1. Một " + "# " * size + "a\n",
    "quoting marks": lambda size: ARTICLE + ">" * size + " a\n",
    "headings unknown": lambda size: "## Nội dung khác\n\n" * size,
    "rules": lambda size: ARTICLE + "- " * size + "a\n",
    "tables of one row": _wide_table,
    "tables of many rows": _long_table,
    "bars": _run("|", before="| "),
    "dash items": _lines("- Nội dung {n}"),
    # Citations and names
    "citations": _counted("khoản {n} Điều 1, "),
    "citations of one word": _counted("{n}, ", before="1. Theo các khoản "),
    "citations joined": _counted("điểm a khoản {n} và "),
    "citations nested": _run("điểm a khoản 1 Điều 1 Quy chế này "),
    "articles of a range": lambda size: f"{ARTICLE}1. Theo Điều 1 đến Điều {10**min(size, 5) - 1}.\n" + "Từ Điều 1 đến Điều 99999 và\n" * size,
    "words of provisions": _run("Điều "),
    "words of clauses": _run("khoản điểm "),
    "numbers of documents": _counted("{n}/2025/NĐ-CP, "),
    "document names": _run("Quy chế của Ban A "),
    "names": _run("Ban A "),
    "names almost": _run("Ban "),
    "names far apart": _run(" ", before="1. Ban A", after="x Ban B"),
    "names in a list": _run("Ban A quyết định, và "),
    "names defined": _counted("Ban A (sau đây gọi tắt là Ban {n}x) "),
    "names defined in paragraphs": _paragraphs("{n}. Ban A (sau đây gọi tắt là Tổ {n}) quyết định"),
    "dates": _run("ngày 01 tháng 01 năm 2021 "),
    "deadlines": _run("trước ngày 15 hằng tháng, "),
    "subjects": _run("Ban A, Ban B, "),
    "citing clauses": _lines("{n}. Theo khoản 1 Điều 1 Quy chế này"),
    "roman numbers": _lines("- (iii) Nội dung"),
}  # fmt: skip

PRINTED: Mapping[str, Shape] = {
    "lines in brackets never closed": lambda size: "Điều 1. Một\n(Ban hành\n" + "kèm theo\n" * size,
    "lines with a capital": lambda size: "Điều 1. Một\n1. Theo quy định của\n" + "Ban A và của các đơn vị trực thuộc, của\n" * size,
    "pages without text": lambda size: "Điều 1. Một\n" + "\f\n" * size + "Hai\n",
    "pages of a line": lambda size: "".join(f"\f{n}\nNội dung quy chế\n" for n in range(1, size)),
    "numbers alone": lambda size: "".join(f"{n}\n\n\n" for n in range(1, size)),
    "page headers": lambda size: "CÔNG BÁO/Số 327/Ngày 14-06-2026\n\n5\n\nNội dung\n" * size,
    "stamps": lambda size: "Ký bởi: A\nNgày ký: 1\n" * size,
    "footnotes below": lambda size: "Điều 1. Một\n" + f"{' ' * 30}\n1 Chú thích\n" * size,
    "hyphens at the ends": lambda size: "Điều 1. Một\n" + "số 22/2023/QĐ-\n" * size,
    "announced quotations": lambda size: "Điều 1. Sửa đổi\n" + "1. Sửa đổi, bổ sung như sau:\nĐiều 9. Một\n" * size,
    "quotations at the beginning": lambda size: "Điều 1. Một\n" + "“abc\n" * size,
}  # fmt: skip
"""Texts as they come from a printer, which only the converter reads."""

LINES = frozenset({
    "curly quotations never closed",
    "straight quotations never closed",
    "quotations of points never closed",
    "quotations closed by far",
    "closing marks only",
    "points repeated",
    "clauses repeated",
    "articles repeated",
    "articles repeated without a title",
    "chapters repeated",
    "annexes repeated",
    "attachments without a number",
    "numbers in numbers",
    "clauses in order",
    "articles in order",
    "sections in one chapter",
    "points within a clause",
    "footnotes told",
    "headings unknown",
    "tables of many rows",
    "dash items",
    "names defined in paragraphs",
    "citing clauses",
    "roman numbers",
})  # fmt: skip
"""The shapes that grow by lines, most of them provisions; the others are one long paragraph."""
