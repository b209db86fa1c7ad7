"""Typesets one paper in a process of its own: the template named, the data on stdin, the PDF on stdout.

It runs apart from the site, in an empty folder, with bounds on time and memory, so that nothing anybody
typed can read a file, reach the network or fill the machine (security notes, T22).
"""

import json
import resource
import sys
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("report.typ")
SECONDS = 10
MEMORY = 512 * 1024 * 1024
# Scripts the embedded typeface has; whatever lies outside stands as a box when no other face helps.
SHOWN = (
    *((0x20, 0x7E), (0xA0, 0x377), (0x38E, 0x3A1), (0x3A3, 0x484), (0x487, 0x4FF), (0x1E00, 0x1EFF)),
    *((0x2010, 0x2027), (0x2030, 0x2040), (0x2044, 0x2052), (0x2054, 0x205E), (0x20A0, 0x20BF), (0x2190, 0x2193)),
)
BOX = "\u25a1"


def typeset(data: str, root: str, template: Path = TEMPLATE) -> bytes:
    """The tagged PDF of `data` (JSON text); characters that no typeface has become a box, and the PDF says so."""
    source = template.read_bytes()
    for words, embedded_only in ((data, True), (data, False), (boxed(data), True)):
        try:
            return typst.compile(
                source,
                root=root,
                format="pdf",
                ignore_system_fonts=embedded_only,
                sys_inputs={"data": words},
                pdf_standards=["ua-1"],
            )
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
    raise ValueError("some characters could not be shown")


def boxed(data: str) -> str:
    """`data` with every character that may lack a glyph replaced, and a mark that this happened."""
    return json.dumps({**_walk(json.loads(data)), "boxed": True})


def _walk(value):
    if isinstance(value, str):
        return "".join(c if c == "\n" or any(low <= ord(c) <= high for low, high in SHOWN) else BOX for c in value)
    if isinstance(value, list):
        return [_walk(item) for item in value]
    return {key: _walk(item) for key, item in value.items()} if isinstance(value, dict) else value


def main() -> None:
    """Read the data, set the bounds, write the PDF."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    data = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(typeset(data, str(Path.cwd()), Path(sys.argv[1])))


if __name__ == "__main__":
    main()
