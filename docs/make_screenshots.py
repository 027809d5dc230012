"""Makes the pictures of the page in `docs/screenshots/`, on a graph of the notices that come with gongwen.

Needs Chromium, as the tests of the page do. Run it after a change of what the page looks like: `.venv/bin/python
docs/make_screenshots.py`; give names of pictures to make those alone.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "pipeline" / "page"))

from chromium import browser, served  # noqa: E402
from gongwen.graph.connection import open_store  # noqa: E402
from gongwen.pipeline.ingest import ingest  # noqa: E402
from gongwen.pipeline.page.addresses import path_of, see_path  # noqa: E402
from gongwen.pipeline.page.settings import Settings  # noqa: E402
from PIL import Image  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
NOTICE = "铜府〔2023〕90号"
OFFICE = "重庆市铜梁区/重庆市铜梁区发展和改革委员会"
WIDE, PHONE = (1200, 720), (390, 720)


class Picture(NamedTuple):
    """One picture: `typed` goes into the box, `shown` is scrolled to."""

    address: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    typed: str = ""
    shown: str = ""


PICTURES = {
    "find": Picture("/", typed="发展改革"),
    "agency": Picture(path_of("Agency", OFFICE)),
    "read": Picture(path_of("Document", NOTICE), shown="#s3009"),
    "see": Picture(see_path("Agency", OFFICE)),
    "ask": Picture(f"/ask/rests_on?document={quote(NOTICE)}&lang=en", scheme="dark"),
    "phone": Picture(path_of("Agency", OFFICE) + "?role=lead", PHONE),
}


def make(names: list[str]) -> None:
    """Write the pictures of these names."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "graph") as store:
        ingest([ROOT / "corpus" / "notices"], store, unsectioned=True)
        with served(store, Settings()) as base, browser() as running:
            for name in names:
                picture = PICTURES[name]
                width, height = picture.size
                context = running.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if picture.scheme == "dark" else "light",
                )
                page = context.new_page()
                page.goto(base + picture.address + picture.shown)
                page.keyboard.type(picture.typed)
                page.wait_for_timeout(1500)
                image = Image.open(io.BytesIO(page.screenshot()))
                image.quantize(128, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
                context.close()
                print(f"{name}.png {(FOLDER / f'{name}.png').stat().st_size // 1000} kB")


if __name__ == "__main__":
    make(sys.argv[1:] or list(PICTURES))
