"""Prints what live Python costs the reader: from the click to the first widget, cold and warm, and in bytes."""

import functools
import http.server
import threading
import time
from statistics import median
from urllib.parse import urlsplit

from bench import SITE, packed, row
from browser import ARGUMENTS, find
from conftest import QuietHandler
from playwright.sync_api import sync_playwright

LESSON = "notebooks/06_dosing.html"
WIDGET = ".jp-Notebook .tc-guess, .jp-Notebook .tc-flipbook"


def seconds_to_first_widget(page, address):
    """From the click on the lesson's page until the first widget is there. [s]"""
    page.goto(f"{address}/{LESSON}", wait_until="networkidle")
    start = time.perf_counter()
    page.get_by_role("link", name="Run this lesson live").click()
    page.locator(WIDGET).first.wait_for(state="attached", timeout=120_000)
    return time.perf_counter() - start


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address, cold, warm = f"http://127.0.0.1:{server.server_port}", [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        for _ in range(3):
            context = browser.new_context()
            context.set_default_timeout(120_000)
            asked = set()
            context.on("request", lambda request, asked=asked: asked.add(urlsplit(request.url)._replace(query="").path))
            for times in (cold, warm):
                page = context.new_page()
                times.append(seconds_to_first_widget(page, address))
                page.close()
            context.close()
        browser.close()
    server.shutdown()
    row("a lesson live: click to first widget, cold", f"{median(cold):.1f} s", "< 8 s")
    row("a lesson live: click to first widget, warm", f"{median(warm):.1f} s", "< 4 s")
    files = [SITE / path.lstrip("/") for path in asked]
    sizes = [packed(path.read_bytes()) for path in files if path.is_file()]
    row(f"a lesson live: all {len(sizes)} files, gzipped", f"{sum(sizes) / 1e6:.1f} MB")
    for name, folder in (("the site in all", SITE), ("  of it JupyterLite with Python", SITE / "lite")):
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        row(name, f"{size / 1e6:.1f} MB", "< 60 MB" if folder == SITE else "")


if __name__ == "__main__":
    main()
