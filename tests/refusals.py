"""What a refusal says, once it is worded as a command or the site builder words it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from quyche.errors import QuycheError
from quyche.labels import Labels

LABELS = Labels.load("vi")


@contextmanager
def refused(kind: type[QuycheError], words: str) -> Iterator[pytest.ExceptionInfo[QuycheError]]:
    """What is done in here is refused with these words, in one sentence or several."""
    with pytest.raises(kind) as refusal:
        yield refusal
    assert words in told(refusal)


def told(refusal: pytest.ExceptionInfo[QuycheError]) -> str:
    """All that is said."""
    return LABELS.told(refusal.value)
