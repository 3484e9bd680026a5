"""Who does what in a sentence: the names that are its subject, and how it governs them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quyche.corpus.links import Linked, Mention
from quyche.language.spelling import spelling
from quyche.register.entries import Aspect

HEADING_ASPECTS = {
    Aspect.DUTIES: re.compile(
        r"nhiệm vụ|chức năng|phân công|\b(?:duty|duties|functions)\b", re.IGNORECASE
    ),
    Aspect.POWERS: re.compile(
        r"quyền hạn|thẩm quyền|phân cấp|ủy quyền|\b(?:powers?|authority)\b", re.IGNORECASE
    ),
    Aspect.RESPONSIBILITIES: re.compile(r"trách nhiệm|\bresponsibilit(?:y|ies)\b", re.IGNORECASE),
    Aspect.MEETINGS: re.compile(
        r"hội nghị|phiên họp|cuộc họp|(?<!\w)họp(?!\w)|giao ban|chế độ (?:làm việc|sinh hoạt)"
        r"|\b(?:meetings?|sessions)\b",
        re.IGNORECASE,
    ),
    Aspect.RELATIONS: re.compile(r"quan hệ|phối hợp|\b(?:relations?|cooperation)\b", re.IGNORECASE),
}
_RESPONSIBILITIES = r"(?:chịu|có|thực hiện|về) trách nhiệm|trách nhiệm"
_MEETINGS = (
    r"họp|hội nghị|triệu tập|(?:chủ trì|tham dự|dự) (?:các )?(?:hội nghị|phiên họp|cuộc họp|họp)"
)
_RELATIONS = (
    r"phối hợp|giữ mối|báo cáo|trao đổi|cung cấp|thông báo|làm việc với|lấy ý kiến|trả lời"
    r"|tham gia ý kiến|có ý kiến|gửi|kiến nghị|đề nghị"
)
_ADVERBS = r"(?:chủ động|kịp thời|phải|định kỳ|có văn bản)"
_POWERS = (
    r"quyết định|quyết nghị|có quyền|có thẩm quyền|có thể|được|phê duyệt|cho ý kiến|ban hành"
    r"|bổ nhiệm|thông qua|phân công|phân cấp|ủy quyền|ủy nhiệm|giao|ký|bầu|biểu quyết|thay mặt"
)
_DUTIES = (
    r"chủ động|chủ trì|có (?:nhiệm vụ|văn bản)|phải|xem xét|thực hiện|tổ chức|tổng hợp|trình"
    r"|trả lại|cập nhật|xây dựng"
    r"|chỉ đạo|lãnh đạo|điều hành|kiểm tra|giám sát|đôn đốc|theo dõi|chuẩn bị"
    r"|thảo luận|đề xuất|tham mưu|thẩm định|thẩm tra|rà soát|nghiên cứu|tiếp thu|giải trình"
    r"|hướng dẫn|bố trí"
    r"|lập|mời|công bố|phát hành|đăng ký|giải quyết|xử lý|tham gia|tham dự|dự|ghi|quản lý"
    r"|bảo đảm|trực tiếp|không|tự|cử|giúp|hỗ trợ|đánh giá|tiếp nhận|yêu cầu|tiến hành|hoàn thiện"
    r"|chuyển|chấp hành|căn cứ|trên cơ sở|chấm|phụ trách|hoạt động|làm việc|sẽ|nắm|duy trì"
)
# What the first words after a subject tell, most telling first.
_PREDICATES = (
    (Aspect.RESPONSIBILITIES, re.compile(rf"(?:\w+ ){{0,3}}?(?:{_RESPONSIBILITIES})(?!\w)")),
    (Aspect.MEETINGS, re.compile(rf"(?:\w+ ){{0,2}}?(?:{_MEETINGS})(?!\w)")),
    (
        Aspect.RELATIONS,
        re.compile(rf"(?:(?:chủ động|kịp thời|phải|định kỳ|có văn bản) )?(?:{_RELATIONS})(?!\w)"),
    ),
    (
        Aspect.POWERS,
        re.compile(rf"(?:(?:xem xét|trực tiếp|chủ động|thảo luận)(?:,| và)? )?(?:{_POWERS})(?!\w)"),
    ),
)
# Who a body consists of ("gồm") lays nothing upon it.
_ANY_PREDICATE_RE = re.compile(r"(?!(?:và|hoặc|hay|với|của|gồm)(?!\w))\w")
_VERB_RE = re.compile(
    rf"(?:{_RESPONSIBILITIES}|{_MEETINGS}|{_RELATIONS}|{_POWERS}|{_DUTIES})(?!\w)"
)
_FURTHER_RE = re.compile(r"(?:[,;]|(?<!\w)và(?!\w))[ \u00a0]+(?:và[ \u00a0]+)?")
_STRONG_VERB_RE = re.compile(
    r"(?<!\w)(?:chịu trách nhiệm|có (?:trách nhiệm|quyền|nhiệm vụ)|phải|quyết định"
    r"|được (?:quyền|phép))(?!\w)"
)
_PLURAL = r"(?:(?:[Cc]ác|[Mm]ỗi|[Tt]ừng|[Đđ]ồng chí|[Tt]ập thể|[Nn]hững|[Cc]hỉ)[ \u00a0])*"
_START_RE = re.compile(rf"[-–+•]?\s*(?:\([ivx\d]+\)\s*)?{_PLURAL}")
_BETWEEN_RE = re.compile(rf"[ \u00a0]*(?:(?:,[ ]và|,|và|hoặc|cùng|với|là)[ \u00a0]*)?{_PLURAL}")
# A sentence that begins so names its subject later: "Trường hợp …, X quyết định"
_LEAD_RE = re.compile(
    r"[-–+•]?\s*(?:Khi|Trong|Trường hợp|Định kỳ|Hằng|Hàng|Căn cứ|Trên cơ sở|Ngoài|Giữa|Sau"
    r"|Trước|Đối với|Theo"
    r"|Nếu|Chậm nhất|Ít nhất|Mỗi|Đầu|Cuối|Vào|Để|Tại|Với|Tháng|Quý|Ngày|Từ|Riêng|Tùy)(?!\w)",
    re.IGNORECASE,
)
# What a list of names after a word like these is: part of what comes before, but for its last.
_OBJECT_RE = re.compile(r"(?:của|với|trước|trình|cho|và|hoặc)[ \u00a0]*$")
_BOUNDARY_RE = re.compile(rf"(?:,|(?<!\w)thì)[ \u00a0]*{_PLURAL}$")
_PLURAL_END_RE = re.compile(rf"{_PLURAL}$")
# A noun that continues a list of subjects and is not registered: ", Thủ trưởng cơ quan chủ trì"
_UNKNOWN_RE = re.compile(
    rf"[ \u00a0]*(?:,|và|hoặc)[ \u00a0]+(?:\w+[ \u00a0]){{2,6}}?{_VERB_RE.pattern}"
)
_QUALIFIER_RE = re.compile(
    r"(?:[ \u00a0](?:phụ trách|chủ trì|được phân công|được giao|có liên quan|liên quan|cấp trên))*"
)
# "Bộ trưởng với tư cách là thành viên Chính phủ thực hiện …"
_IN_ROLE_RE = re.compile(rf"^với tư cách[^,;.]*?(?={_VERB_RE.pattern})")
# "Các cơ quan giúp việc gồm Văn phòng, Ban Tổ chức và Ban Dân vận, có nhiệm vụ:"
_CONSISTS_RE = re.compile(r"(?<!\w)gồm:?[ \u00a0]*$")
_HAS_RE = re.compile(
    r"[ \u00a0]*(?:,[ \u00a0]*)?(?:có|chịu)[ ](?:nhiệm vụ|trách nhiệm|quyền)(?!\w)"
)
_AGENT_RE = re.compile(r"(?<!\w)do[ \u00a0]$")
_LONGEST_AGENT = 5
"""Characters that show whether that stands before a name."""
_DECIDES_RE = re.compile(r"[ \u00a0](?:xem xét,?[ ](?:và[ ])?)?quyết định[ \u00a0]*[.;]?$")
_SENTENCE_RE = re.compile(r"(?:(?<=[.;])\s+|\n)(?=\S)")
# "Trách nhiệm của Văn phòng Chính phủ:"
_CAPTION_RE = re.compile(
    r"[-–+•]?\s*(?:Trách nhiệm|Nhiệm vụ|Quyền hạn|Thẩm quyền)[^.;:]*?(?<!\w)của[ \u00a0]"
)


@dataclass(frozen=True)
class Subject:
    """A name that a sentence has as its subject, and how the sentence governs it."""

    mention: Mention
    aspects: tuple[Aspect, ...]


def subjects(linked: Linked) -> Iterator[Subject]:
    """Whom the sentences of a text say something of; what is named otherwise is only mentioned."""
    if not linked.mentions:
        return
    spelled = linked.spelled
    written = dict(zip(spelled.mentions, linked.mentions, strict=True))
    for subject in _subjects(spelled):
        yield replace(subject, mention=written[subject.mention])


def _subjects(linked: Linked) -> Iterator[Subject]:
    if caption := _CAPTION_RE.match(linked.text):
        yield from _captioned(linked, caption)
        return
    starts = [mention.start for mention in linked.mentions]
    for start, end in _sentences(linked.text):
        inside = linked.mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        mentions = [mention for mention in inside if mention.end <= end]
        if mentions:
            yield from _of_sentence(linked.text, start, end, mentions)


def heading_aspects(heading: str) -> tuple[Aspect, ...]:
    """The aspects that the words of a title or caption name."""
    key = spelling(heading)
    return tuple(aspect for aspect, words in HEADING_ASPECTS.items() if words.search(key))


def _captioned(linked: Linked, caption: re.Match[str]) -> Iterator[Subject]:
    """A line that says whose list follows."""
    if not linked.text.rstrip().endswith(":"):
        return
    aspects = heading_aspects(caption.group())
    run = _run(linked.text, linked.mentions, caption.end())
    yield from (Subject(mention, aspects) for mention in run)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_RE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _of_sentence(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Subject]:
    head = _START_RE.match(text, start, end)
    found = _run(text, mentions, head.end() if head else start)
    if found:
        aspect = _first_predicate(text[found[-1].end : end])
    else:
        found = _later_subjects(text, start, mentions)
        aspect = _predicate(text[found[-1].end : end]) if found else None
    if aspect:
        aspects = (aspect, *_further_predicates(text, found[-1].end, end))
        yield from (Subject(mention, aspects) for mention in found)
    for mention in mentions:
        if mention not in found and _is_agent(text, mention, start, end):
            yield Subject(mention, (Aspect.POWERS,))


def _run(text: str, mentions: Sequence[Mention], position: int) -> list[Mention]:
    """The names that follow each other from that position on."""
    run: list[Mention] = []
    for mention in mentions:
        if mention.start < position:
            continue
        gap = _BETWEEN_RE.fullmatch(text, position, mention.start)
        if not gap or (not run and gap.group().strip(" \u00a0") in {",", "và"}):
            break
        run.append(mention)
        position = mention.end
    return run


def _first_predicate(rest: str) -> Aspect | None:
    """How a sentence that begins with its subject governs it; None for a mere item of a list."""
    said = _IN_ROLE_RE.sub("", rest.lstrip(" \u00a0"))
    if re.match(r"(?:,|và|hoặc)(?!\w)", said):
        strong = _STRONG_VERB_RE.search(said)
        return _predicate(said[strong.start() :]) if strong else None
    return _predicate(said) if _ANY_PREDICATE_RE.match(said) else None


def _further_predicates(text: str, start: int, end: int) -> Iterator[Aspect]:
    """What else the sentence plainly says of its subject, after a comma or `và`."""
    for match in _FURTHER_RE.finditer(text, start, end):
        aspect = _predicate(text[match.end() :])
        if aspect in {Aspect.RESPONSIBILITIES, Aspect.MEETINGS}:
            yield aspect


def _predicate(said: str) -> Aspect:
    words = said.lstrip(" ,\u00a0")
    return next(
        (aspect for aspect, words_re in _PREDICATES if words_re.match(words)), Aspect.DUTIES
    )


def _later_subjects(text: str, start: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The subject of a sentence that begins with when or in what case: before its first verb."""
    leads = bool(_LEAD_RE.match(text, start))
    position = 0
    while position < len(mentions):
        run = _run(text, mentions[position:], mentions[position].start)
        position += len(run)
        before = _PLURAL_END_RE.sub("", text[start : run[0].start])
        then = before.rstrip(" \u00a0").endswith("thì")
        if _CONSISTS_RE.search(before) and _HAS_RE.match(text, run[-1].end):
            return run
        if (leads or then) and has_verb(text, run[-1].end):
            if _BOUNDARY_RE.search(before):
                return run
            if leads and len(run) > 1 and _OBJECT_RE.search(before):
                return run[-1:]
    return []


def has_verb(text: str, position: int) -> bool:
    """Whether a verb follows, at once or after what narrows or continues the subject.

    The text is a spelling key.
    """
    qualifier = _QUALIFIER_RE.match(text, position)
    rest = text[qualifier.end() if qualifier else position :].lstrip(" \u00a0")
    if _VERB_RE.match(rest) or (qualifier and qualifier.group()):
        return True
    return bool(_UNKNOWN_RE.match(text, position))


def _is_agent(text: str, mention: Mention, start: int, end: int) -> bool:
    """`… do Thủ tướng quyết định.`: whoever decides, though not the subject."""
    first = max(start, mention.start - _LONGEST_AGENT)
    named = _AGENT_RE.search(text[first : mention.start])
    return bool(named and _DECIDES_RE.match(text, mention.end, end))
