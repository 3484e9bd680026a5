"""A regulation as long as those of a province are, of words drawn by lot."""

import random
from collections.abc import Iterator

import organisation

ARTICLES = 34
BODIES = {
    f"co-quan/{name.lower().replace(' ', '-')}.md": f"---\nkind: body\nname: {name}\n---\n"
    for name in ("Ban A", "Ban B", "Ban C")
}
"""Those that the regulation governs."""
_HEAD = "---\nkind: regulation\ntitle: Quy chế dài\nstatus: draft\ndraft: 1\n---\n"


def long_regulation() -> str:
    """Some 30,000 characters in chapters, articles, clauses and points that cite each other."""
    chance = random.Random(20180304)
    source = organisation.documents().by_path[organisation.REGULATION].document.source
    words = sorted({word for word in source.split() if word.isalpha() and word.islower()})[:120]
    return f"{_HEAD}# Quy chế dài\n\n" + "\n\n".join(_lines(chance, words)) + "\n"


def _lines(chance: random.Random, words: list[str]) -> Iterator[str]:
    def said(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    for article in range(1, ARTICLES + 1):
        if article % 9 == 1:
            yield f"## Chương {('I', 'II', 'III', 'IV')[article // 9]}. {said(4).capitalize()}"
        body = f"Ban {chance.choice('ABC')}"
        yield f"### Điều {article}. Nhiệm vụ, quyền hạn của {body}"
        for clause in range(1, 6):
            cited = f"khoản {chance.randint(1, 5)} Điều {chance.randint(1, ARTICLES)} Quy chế này"
            yield f"{clause}. {body} quyết định {said(17)} theo {cited}."
            if clause == 3:
                yield from (f"    {letter}) {said(7).capitalize()};" for letter in "abcdđe")
