"""Find a browser for the tests, or install one from the machine's own packages."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence

VARIABLE = "QUYCHE_BROWSER"
COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
PACKAGES = ("chromium", "fonts-dejavu-core")  # the font has every Vietnamese letter


def main(argv: Sequence[str] | None = None) -> int:
    """Print the path of a browser; return 1 if there is none, 2 if the named one is missing."""
    args = _arguments().parse_args(argv)
    named = os.environ.get(VARIABLE)
    if named and not shutil.which(named):
        print(f"{VARIABLE}: not a program: {named!r}", file=sys.stderr)
        return 2
    browser = find(named) or (install() if args.install else None)
    if not browser:
        print(f"no browser found; install Chromium or set {VARIABLE}", file=sys.stderr)
        return 1
    print(browser)
    return 0


def find(named: str | None) -> str | None:
    """The first browser there is: the named one, one on PATH, one among the Mac's applications."""
    candidates = [named] if named else [*COMMANDS, *MAC_APPLICATIONS]
    return next(filter(None, map(shutil.which, candidates)), None)


def install() -> str | None:
    """Install Chromium with apt-get where that needs no password, and find it."""
    prefix = _as_root()
    if prefix is None or not shutil.which("apt-get"):
        return None
    print(f"installing {' and '.join(PACKAGES)} with apt-get", file=sys.stderr)
    for arguments in _apt_commands():
        done = subprocess.run(
            [*prefix, *arguments], capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            print(f"{' '.join(arguments)}: {done.stderr.strip()}", file=sys.stderr)
    return find(None)


def _apt_commands() -> Iterator[list[str]]:
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    yield [*apt, "update"]
    yield [*apt, "install", "--no-install-recommends", *PACKAGES]


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root, or None if a password would be asked."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install one if there is none")
    return parser


if __name__ == "__main__":
    sys.exit(main())
