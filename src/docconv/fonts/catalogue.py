"""Which font files docconv brings, and the faces that are cut out of them.

Each file is named with its distribution, the exact version, its licence and its SHA-256: docs/fonts.md shows
them, and a test holds them against what is installed. Source Serif and Source Sans set Latin, Greek and
Cyrillic letters, Noto other scripts, with serifs where there are such; Chinese, Japanese and Korean have the
forms of the language of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import TypeAlias

from attrs import frozen

Axes: TypeAlias = tuple[tuple[str, float], ...]
"""Places on the axes of a variable font (OpenType, table `fvar`)."""
REGULAR, BOLD = 400.0, 700.0
TEXT_SIZE = 14.0  # of type, in points, for which the letters of Source Serif are drawn: its cut called Text
OFL = "OFL-1.1"


@frozen
class FontFile:
    """A font file of an installed package.

    - `distribution`, `version`: as PyPI names them.
    - `package`, `path`: the module that has the file, and where in it.
    - `sha256`: of the file.
    - `licence`: its SPDX identifier.
    - `cubic`: whether its outlines are those of CFF2, which a PDF file cannot have.
    """

    distribution: str
    version: str
    path: str
    sha256: str
    licence: str = OFL
    cubic: bool = False

    @property
    def package(self) -> str:
        """The module that has the file."""
        return self.distribution.replace("-", "_")


@frozen
class PackagedFace:
    """A face: its PostScript name, the file that has it, its place on the axes of that, and which one of the
    faces of a collection it is.
    """

    name: str
    file: FontFile
    axes: Axes = ()
    number: int = 0


def _source_serif(path: str, sha256: str) -> FontFile:
    return FontFile("fontpkg-source-serif-4", "4.4", f"files/{path}[opsz,wght].ttf", sha256)


def _source_sans(path: str, sha256: str) -> FontFile:
    return FontFile("fontpkg-source-sans-3", "3.52", f"files/{path}[wght].ttf", sha256)


def _noto(name: str, sha256: str) -> FontFile:
    return FontFile("manimgx-fonts", "2026.9.26.post1", f"{name}[wght].ttf", sha256)


def _noto_serif(tag: str, name: str, sha256: str) -> FontFile:
    return FontFile(f"pylopdf-fonts-{tag}", "0.1.1", f"{name}-Variable.ttf", sha256)


SERIF = _source_serif("SourceSerif4", "97b2d4da6e3cb494b5a1e66ae176914d852ccabef49e0c02c0df25f3e39aca0b")
SERIF_ITALIC = _source_serif(
    "SourceSerif4-Italic", "15fbc7e4679489a501998c3669272637a6646388ef7e4bd77eebb5bf967a1f42"
)
SANS = _source_sans("SourceSans3", "042fe2cc0b933e328410d7acbd0aa6a1873dca5aef81875f4bc214b08825c7b9")
SANS_ITALIC = _source_sans(
    "SourceSans3-Italic", "39e3ab05ccd7cb94907c31005bb5bec1d5432f0b096a2b782976e217a540eb6c"
)
NOTO_SANS = _noto("NotoSans", "fb53504de62e767a54695416123d68d67f71c9b69722175184ad56e7dd13547b")
NOTO_SANS_ITALIC = _noto(
    "NotoSans-Italic", "28602f4b032ed8f5d91445e830585f34aba54ff9d3ac3e58c0b8834f3d6ae684"
)
HAN = FontFile(
    "manimgx-fonts-cjk",
    "2026.9.26.post1",
    "NotoSansCJK-VF.otf.ttc",
    "d3d8256cdec8dbcb3552284bc6b20c734dd60c2ee9df83b5758e34807c4bac32",
    cubic=True,
)
HAN_FACES = {"jp": 0, "kr": 1, "sc": 2, "tc": 3, "hk": 4}
"""The faces of the file for Chinese, Japanese and Korean by the forms of their signs."""
HAN_REGIONS = {"hant": "tc", "tw": "tc", "hk": "hk", "mo": "hk", "hans": "sc", "cn": "sc", "sg": "sc"}
"""Script and region subtags of Chinese, and their forms."""
SCRIPT_FILES: Mapping[str, tuple[FontFile, FontFile | None]] = {
    "Armenian": (
        _noto("NotoSansArmenian", "e979dfaed56ddb4bfd05121958b25425eb7593253d64b6b3654c77c11c5cda94"),
        None,
    ),
    "Hebrew": (
        _noto("NotoSansHebrew", "9d81d81ad592644487b03843da73a87b99cd28a2c4da4a096e1db8fbd14fda61"),
        _noto_serif(
            "he", "NotoSerifHebrew", "93caef921360788dc3b0e32136bb26f16bc57717ec482d48fc7fd43820617165"
        ),
    ),
    "Arabic": (
        _noto("NotoSansArabic", "3fae4d7239d1faa55b234bda8091019a5251ff79df40d5e29367d84bed2a8138"),
        _noto_serif(
            "ar", "NotoNaskhArabic", "67b5a525a661b607971fbd3f96a81b89d3a768e74534fca84f18ac97e6fab72f"
        ),
    ),
    "Devanagari": (
        _noto("NotoSansDevanagari", "bf99bf762743ff3259e73196852520ab0ffe8d384238bff3e4806a84b981e972"),
        _noto_serif(
            "hi", "NotoSerifDevanagari", "1191e07bfeb062d80e252eb85b0eafdfbda1e350707a2a60628668e8f677dbbb"
        ),
    ),
    "Bengali": (
        _noto("NotoSansBengali", "dc9defe97bb041876b6609e9029d9e1e228a686259acde2fe2a9f99d793ee17d"),
        None,
    ),
    "Gurmukhi": (
        _noto("NotoSansGurmukhi", "8a3096ee2166f6383501e2df7b368fce88cfa4068c8d75bcb6af07da353a00ea"),
        None,
    ),
    "Gujarati": (
        _noto("NotoSansGujarati", "83d1bde74d64fb389f97a5e27b2699d8ee8bad4c15a02be347228e6c10011248"),
        None,
    ),
    "Oriya": (
        _noto("NotoSansOriya", "37f482d0179d0a50e3128d004f007ff1c1741ad5f6b0b2bcc7238b257ef1caa0"),
        None,
    ),
    "Tamil": (
        _noto("NotoSansTamil", "37e151cdec4a8cfb15c432f7bb164a83b98df69419d47e50b35aa7073963716b"),
        None,
    ),
    "Telugu": (
        _noto("NotoSansTelugu", "6c06de88b2d420d899543724a13765994191cd29860c6226efca098b51fec64b"),
        None,
    ),
    "Kannada": (
        _noto("NotoSansKannada", "b6b11505d76eddf916667d73adfec19095ec777742444dc662dae81471461f4e"),
        None,
    ),
    "Malayalam": (
        _noto("NotoSansMalayalam", "94cddc94a03fa9a5e8d1784090ba97b267def6933d60762081eaa003751142c5"),
        None,
    ),
    "Sinhala": (
        _noto("NotoSansSinhala", "3fd7c6a61cb6dfb8a2ca7af5b4078bd24e9c8ad9b55839a0177277db6e4d1326"),
        None,
    ),
    "Thai": (
        _noto("NotoSansThai", "13f52f79b04f01f2751a81052a5dee2df639fd4e13f4ac30821ab45c8dd5f7e7"),
        _noto_serif(
            "th", "NotoSerifThai", "34a7ad11647c845303aabdde639059806c56b84719e5d2ceb28eb038711bdf53"
        ),
    ),
    "Lao": (
        _noto("NotoSansLao", "fc138d605aa998d8407789ee6a7f5554aae8b54f5cd98d66dd2c33e79d15b67e"),
        None,
    ),
    "Myanmar": (
        _noto("NotoSansMyanmar", "e0b280aa3080aab922800c88fa9a2015a4bec3103bb8b70491a92e4a04f3a3a3"),
        None,
    ),
    "Georgian": (
        _noto("NotoSansGeorgian", "42f4a8bf4fe0af8afd91ee3c19e81e14f1bc74ddbd9b6a59a4182f67a596adb4"),
        None,
    ),
    "Ethiopic": (
        _noto("NotoSansEthiopic", "93f223089e300b983dbfd693c7be619e0e76565a70d639e71a4fe0bfd72cf66f"),
        None,
    ),
    "Khmer": (
        _noto("NotoSansKhmer", "56f89948a84cc0b01962ed6af573ac4ac885bd7bb6e7e40f9afc72a435728b70"),
        None,
    ),
}
"""The files of other scripts: without serifs, and with them where there is one."""
SYMBOLS = _noto("NotoSansSymbols", "63724daeff6755a45933b9a5e3a3b41df5df8fe925c0f4c991f2f68c08a4182d")
EMOJI = _noto("NotoEmoji", "de6c18832938afc99caf132b39d6a30a19bac7f2e812e28db2535b4608d27551")
SCRIPT_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0xFB1D, 0xFB4F, "Hebrew"),
    (0x0600, 0x08FF, "Arabic"),
    (0xFB50, 0xFEFC, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B00, 0x0B7F, "Oriya"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CFF, "Kannada"),
    (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Lao"),
    (0x1000, 0x109F, "Myanmar"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"),
)
FILE_RANGES: tuple[tuple[int, int, FontFile], ...] = (
    (0x1100, 0x11FF, HAN),
    (0x2E80, 0x9FFF, HAN),
    (0xAC00, 0xD7AF, HAN),
    (0xF900, 0xFAFF, HAN),
    (0xFF00, 0xFFEF, HAN),
    (0x20000, 0x3FFFF, HAN),
    (0x2000, 0x2BFF, SYMBOLS),
    (0x2000, 0x1FFFF, HAN),
    (0x2000, 0x1FFFF, EMOJI),
)
"""Code points from and to, and the file that may have them, in the order in which files are asked."""
FAMILIES: Mapping[str, str] = {
    "source serif 4": "serif",
    "source sans 3": "sans",
    "source serif pro": "serif",
    "source sans pro": "sans",
}
"""The families that docconv brings, by name without case; the last two are older names of the first."""


def own(family: str, *, bold: bool, italic: bool) -> PackagedFace:
    """The face of a family that docconv brings, named as in `FAMILIES`. Raises `KeyError` for others."""
    shape = ("Bold" if bold else "") + ("It" if italic else "") or "Regular"
    if FAMILIES[family.casefold()] == "serif":
        file, stem = (SERIF_ITALIC if italic else SERIF), "SourceSerif4"
        axes: Axes = (("opsz", TEXT_SIZE), ("wght", BOLD if bold else REGULAR))
    else:
        file, stem = (SANS_ITALIC if italic else SANS), "SourceSans3"
        axes = (("wght", BOLD if bold else REGULAR),)
    return PackagedFace(f"{stem}-{shape}", file, axes)


def noto_sans(*, bold: bool, italic: bool) -> PackagedFace:
    """The face for letters of European scripts that Source lacks."""
    return _of_weight(NOTO_SANS_ITALIC if italic else NOTO_SANS, bold=bold)


def others(code: int, lang: str, *, bold: bool, serif: bool) -> Iterator[PackagedFace]:
    """The faces that may have a character of another script, the preferred one first.

    `lang` is the language of the text, a BCP 47 tag.
    """
    for low, high, script in SCRIPT_RANGES:
        if low <= code <= high:
            sans, with_serifs = SCRIPT_FILES[script]
            files = (with_serifs, sans) if serif and with_serifs else (sans,)
            yield from (_of_weight(file, bold=bold) for file in files)
    for low, high, file in FILE_RANGES:
        if low <= code <= high:
            yield _han(lang, bold=bold) if file is HAN else _of_weight(file, bold=bold)


def files() -> Iterator[FontFile]:
    """Every file once."""
    yield from (SERIF, SERIF_ITALIC, SANS, SANS_ITALIC, NOTO_SANS, NOTO_SANS_ITALIC)
    yield from (file for pair in SCRIPT_FILES.values() for file in pair if file)
    yield from (SYMBOLS, EMOJI, HAN)


def _han(lang: str, *, bold: bool) -> PackagedFace:
    """The face with the forms that readers of a language expect; those of the mainland for all others."""
    first, *subtags = lang.lower().split("-")
    forms = {"ja": "jp", "ko": "kr", "yue": "hk"}.get(first, "sc")
    if first == "zh" and subtags:
        forms = next((HAN_REGIONS[tag] for tag in reversed(subtags) if tag in HAN_REGIONS), "sc")
    name = f"NotoSansCJK{forms}-{'Bold' if bold else 'Regular'}"
    return PackagedFace(name, HAN, (("wght", BOLD if bold else REGULAR),), HAN_FACES[forms])


def _of_weight(file: FontFile, *, bold: bool) -> PackagedFace:
    family, _, slant = (
        PurePath(file.path).stem.removesuffix("[wght]").removesuffix("-Variable").partition("-")
    )
    weight = f"Bold{slant}" if bold else slant or "Regular"
    return PackagedFace(f"{family}-{weight}", file, (("wght", BOLD if bold else REGULAR),))
