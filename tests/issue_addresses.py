"""What each host of repositories makes of the address of a new issue, as its interface tells it."""

from urllib.parse import parse_qsl, urlsplit

from quyche import hosts
from quyche.labels import Labels


def issue_of(host: str, address: str, language: str = "vi") -> dict[str, object]:
    """The issue that is written from such an address and sent as it is."""
    asked = dict(parse_qsl(urlsplit(address).query))
    if host == "gitlab":
        return {
            "iid": 7,
            "title": asked["issue[title]"],
            "description": asked["issue[description]"],
        }
    if host == "forgejo":
        return {**asked, "number": 7, "pull_request": None}
    labels = Labels.load(language)  # GitHub writes the fields of its form one below the other
    fields = ((name, asked.get(name) or "_No response_") for name in hosts.REMARK_FIELDS)
    told = (f"### {labels(f'proposing.field.{name}')}\n\n{text}" for name, text in fields)
    return {"number": 7, "title": asked["title"], "body": "\n\n".join(told)}
