"""What somebody does in LibreOffice; run by the Python that knows its interface.

`python libreoffice_edits.py PORT PROFILE INPUT OUTPUT` starts it once, for all of this.
"""

# mypy: ignore-errors
# ruff: noqa: FBT003  # its interface knows no names of arguments

import contextlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

_TRIES, _PAUSE = 200, 0.05


def _property(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _started(port, profile):
    place = f"socket,host=127.0.0.1,port={port};urp;"
    process = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"--accept={place}",
            f"-env:UserInstallation={profile}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(_TRIES):
        with contextlib.suppress(Exception):
            context = resolver.resolve(f"uno:{place}StarOffice.ComponentContext")
            manager = context.ServiceManager
            return process, manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        time.sleep(_PAUSE)
    process.kill()
    raise SystemExit("LibreOffice did not start")


def _paragraph(text, beginning):
    found = text.createEnumeration()
    while found.hasMoreElements():
        one = found.nextElement()
        if one.supportsService("com.sun.star.text.Paragraph") and one.String.startswith(beginning):
            return one
    raise SystemExit(f"no paragraph begins with {beginning}")


def _replace(text, beginning, old, new):
    one = _paragraph(text, beginning)
    cursor = text.createTextCursorByRange(one.Start)
    cursor.goRight(one.String.index(old), False)
    cursor.goRight(len(old), True)
    cursor.String = new


def _edit(document):
    text = document.Text
    _replace(text, "1. Ban Chủ nhiệm họp", "một lần", "hai lần")  # not recorded
    document.RecordChanges = True
    _replace(text, "2. Biên bản", "05", "06")
    one = _paragraph(text, "b) Thành viên")
    cursor = text.createTextCursorByRange(one.Start)
    cursor.gotoRange(_paragraph(text, "đ) Khách mời").Start, True)
    cursor.String = ""
    end = text.createTextCursorByRange(_paragraph(text, "Quy chế này có hiệu lực").End)
    text.insertControlCharacter(end, 0, False)
    text.insertString(end, "Ban Chủ nhiệm hướng dẫn.", False)


def main(port, profile, source, target):
    """Open the file, work on it, save it as Word."""
    process, desktop = _started(port, profile)
    try:
        document = desktop.loadComponentFromURL(source, "_blank", 0, (_property("Hidden", True),))
        _edit(document)
        document.storeToURL(target, (_property("FilterName", "MS Word 2007 XML"),))
        document.close(True)
    finally:
        with contextlib.suppress(Exception):
            desktop.terminate()
        process.wait(10)


if __name__ == "__main__":
    main(*sys.argv[1:])
