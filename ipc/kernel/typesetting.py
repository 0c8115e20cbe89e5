"""Documents as tagged PDF (PDF/UA-1), set by typst from our own templates.

All that is said comes as data: nobody's words are ever read as mark-up.
"""

import json
from pathlib import Path
from typing import Literal

import typst
from django.conf import settings
from django.utils import translation

LETTERS = Path(settings.BASE_DIR) / "templates" / "letters"
STANDARD_PRINT, EASY_READ_PRINT, LARGE_PRINT = 12, 16, 18
# A name in letters that our font does not have must keep nobody from their document: then the fonts of
# this machine are asked, and at last an empty box stands for what none of them can draw.
ATTEMPTS: tuple[tuple[Literal["ua-1"] | None, bool], ...] = (("ua-1", True), ("ua-1", False), (None, True))


def pdf(template, data) -> bytes:
    """Return ``data``, ready for JSON, as set by ``templates/letters/<template>.typ``."""
    told = {**data, "language": translation.get_language().split("-")[0]}
    for standards, is_our_font_alone in ATTEMPTS:
        try:
            return typst.compile(
                LETTERS / f"{template}.typ",
                format="pdf",
                root=LETTERS,
                font_paths=[LETTERS / "fonts"],
                sys_inputs={"data": json.dumps(told)},
                pdf_standards=standards,
                ignore_system_fonts=is_our_font_alone,
            )
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
    raise AssertionError("The last attempt draws whatever it is given.")
