"""How Vietnamese rules say who does what, of whom a title speaks, and when."""

from __future__ import annotations

import re

from quyche.governance.phrases import Phrases
from quyche.register.entries import Aspect

_HEADING_ASPECTS = {
    Aspect.DUTIES: re.compile(r"nhiệm vụ|chức năng|phân công", re.IGNORECASE),
    Aspect.POWERS: re.compile(r"quyền hạn|thẩm quyền|phân cấp|ủy quyền", re.IGNORECASE),
    Aspect.RESPONSIBILITIES: re.compile(r"trách nhiệm", re.IGNORECASE),
    Aspect.MEETINGS: re.compile(
        r"hội nghị|phiên họp|cuộc họp|(?<!\w)họp(?!\w)|giao ban|chế độ (?:làm việc|sinh hoạt)",
        re.IGNORECASE,
    ),
    Aspect.RELATIONS: re.compile(r"quan hệ|phối hợp", re.IGNORECASE),
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
_DECIDES_RE = re.compile(r"[ \u00a0](?:xem xét,?[ ](?:và[ ])?)?quyết định[ \u00a0]*[.;]?$")
# "Trách nhiệm của Văn phòng Chính phủ:"
_CAPTION_RE = re.compile(
    r"[-–+•]?\s*(?:Trách nhiệm|Nhiệm vụ|Quyền hạn|Thẩm quyền)[^.;:]*?(?<!\w)của[ \u00a0]"
)
# In a title the governed one follows "của"; these words begin what it is governed about.
_ABOUT_RE = re.compile(r"(?<!\w)(?:trong|về việc|phục vụ|đối với|với|trình|thuộc|tại|theo)(?!\w)")
_OF_RE = re.compile(r"(?<!\w)của[ \u00a0]", re.IGNORECASE)
# "Quan hệ giữa Tỉnh ủy với Đảng đoàn", "Phiên họp Chính phủ", "Hội nghị Ban Thường vụ"
_RELATION_RE = re.compile(r"(?:mối )?quan hệ(?: công tác)? (?:giữa|với)(?!\w)", re.IGNORECASE)
_MEETING_RE = re.compile(r"(?:hội nghị|họp|giao ban|sinh hoạt)[ \u00a0]$", re.IGNORECASE)
_NUMBER = r"(?:\d{1,3}|một|hai|ba|bốn|sáu|chín)"
_TIME_RE = re.compile(
    rf"""(?<!\w)(?:
        (?:ít[ ]nhất[ ])?mỗi[ ](?:tuần|tháng|quý|năm)[ ]{_NUMBER}[ ]lần
      | {_NUMBER}[ ](?:tuần|tháng)[ ]một[ ]lần
      | định[ ]kỳ[ ](?:{_NUMBER}[ ]tháng|(?:hằng|hàng)[ ](?:tuần|tháng|quý|năm))
      | (?:trong[ ])?(?:thời[ ]hạn|vòng)[ ]{_NUMBER}[ ](?:giờ|ngày|tuần|tháng)(?:[ ]làm[ ]việc)?
        (?:,?[ ](?:kể[ ]từ|tính[ ]từ|từ[ ]khi|sau[ ]khi)[ ][^,.;:()]+)?
      | trong[ ]{_NUMBER}[ ](?:giờ|ngày|tuần)(?:[ ]làm[ ]việc)?
        (?:,?[ ](?:kể[ ]từ|tính[ ]từ|từ[ ]khi|sau[ ]khi)[ ][^,.;:()]+)?
      | chậm[ ]nhất[ ](?:là[ ])?{_NUMBER}[ ](?:giờ|ngày|tuần|tháng)(?:[ ]làm[ ]việc)?
        (?:,?[ ](?:kể[ ]từ|trước|sau)[ ][^,.;:()]+)?
      | trước[ ]ngày[ ]\d{{1,2}}[ ]tháng[ ]\d{{1,2}}(?:[ ](?:hằng|hàng)[ ]năm)?
      | (?P<every>(?:hằng|hàng)[ ](?:tuần|tháng|quý|năm))
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# What parts a clause, so that an adverb of time may follow.
_PARTED_RE = re.compile(r"(?:,|(?<!\w)và)\Z")

VIETNAMESE = Phrases(
    heading_aspects=_HEADING_ASPECTS,
    predicates=_PREDICATES,
    any_predicate=_ANY_PREDICATE_RE,
    further=_FURTHER_RE,
    strong_verb=_STRONG_VERB_RE,
    start=_START_RE,
    between=_BETWEEN_RE,
    lead=_LEAD_RE,
    object=_OBJECT_RE,
    boundary=_BOUNDARY_RE,
    plural_end=_PLURAL_END_RE,
    unknown=_UNKNOWN_RE,
    qualifier=_QUALIFIER_RE,
    in_role=_IN_ROLE_RE,
    consists=_CONSISTS_RE,
    has=_HAS_RE,
    agent=_AGENT_RE,
    decides=_DECIDES_RE,
    caption=_CAPTION_RE,
    verb=_VERB_RE,
    longest_agent=5,
    joins=frozenset({",", "và"}),
    goes_on=re.compile(r"(?:,|và|hoặc)(?!\w)"),
    then="thì",
    about=_ABOUT_RE,
    of=_OF_RE,
    relation=_RELATION_RE,
    meeting=_MEETING_RE,
    time=_TIME_RE,
    parted=_PARTED_RE,
)
