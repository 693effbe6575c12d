"""Finds a Chromium for the tests; run as a program it installs one where none is found.

Looks for an installed Chromium or Chrome first. Then Debian's package (as root), then Playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find():
    """The path of a Chromium, or None."""
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    if installed:
        return installed
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


def install():
    """Try each way to install one; say what came of it."""
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium-headless-shell", "chromium"]]]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        ways.insert(0, [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]])
    for commands in ways:
        print("No browser found; trying:", " && ".join(" ".join(command) for command in commands), flush=True)
        try:
            for command in commands:
                subprocess.run(command, check=True, timeout=600, stdout=subprocess.DEVNULL)
        except (subprocess.SubprocessError, OSError) as error:
            print(error)
        if find():
            return
    print("NO BROWSER: the tests of the built pages will be skipped (with CI=true they fail).")


if __name__ == "__main__" and not find():
    install()
