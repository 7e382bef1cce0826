"""Bytes to text: byte order marks, UTF-8, UTF-16, and the single-byte encodings of the region.

Guessing libraries go by letter statistics and fail on short texts; here an encoding must make
whole, plausible words of the text, which a wrong one does not even for a headline.
"""

import codecs
import re

from django.utils.translation import gettext as _

from newsalign.library.reading.values import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("windows-1251", "koi8-r", "cp866", "windows-1252")
_MULTI_BYTE = ("gb18030", "big5")
# What pages are written in (https://encoding.spec.whatwg.org). Python has codecs besides that are no
# encodings of text; one of them, punycode, takes quadratic time.
_DECLARABLE = re.compile(
    r"utf-(?:8|16|16-le|16-be)|cp(?:125[0-8]|866|874|932|936|949|950)|koi8-[ru]|iso8859-\d{1,2}|mac-cyrillic"
    r"|gb2312|gbk|gb18030|big5|big5hkscs|euc_(?:jp|kr)|shift_jis|iso2022_jp"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ODD = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff\ufff0-\uffff]|[\u2500-\u25ff]")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC_WORD = re.compile(r"[Ѐ-Я]?[а-џҐґ]+|[Ѐ-ЯҐ]+|[Ѐ-Я]{2,}[а-џ]{1,3}")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]+")
_SAMPLE = 200_000
_MOST_CONTROLS = 0.02
_PLAUSIBLE = 0.9
_ASCII_SHARE = 0.4


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Text and the codec's name. `declared` (a page's own word) comes behind a byte order mark.

    Raises ReadingError if the bytes are no text or in no encoding known here.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark) if codec == "utf-8" else data, codec), codec
    if declared and (text := _declared(data, declared)):
        return text
    for guess in (_utf8, _utf16, _single_byte, _multi_byte):
        found = guess(data)
        if found:
            return found
    if _control_share(data.decode("latin-1")) > _MOST_CONTROLS:
        raise ReadingError(
            _(
                "This file is not text: upload a text file, a saved web page or a Word document (.docx)."
            )
        )
    raise ReadingError(
        _(
            "The encoding of this file could not be recognised: save it as UTF-8 and upload it again."
        )
    )


def _strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise ReadingError(
            _(
                "This file is damaged or cut off in the middle of a character: save it as UTF-8 and try again."
            )
        ) from None


def _declared(data: bytes, name: str) -> tuple[str, str] | None:
    """What a page declares is wrong often enough that UTF-8 has to be ruled out first."""
    try:
        codec = codecs.lookup(name).name
        if not _DECLARABLE.fullmatch(codec):
            return None
        return _utf8(data) or (data.decode(codec), codec)
    except (LookupError, UnicodeError):
        return None


def _utf8(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (text, "utf-8") if _control_share(text) <= _MOST_CONTROLS else None


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: one of the two byte orders gives letters of one region, not a mix."""
    if len(data) % 2:
        return None
    best = max((_utf16_share(data, codec), codec) for codec in ("utf-16-le", "utf-16-be"))
    share, codec = best
    return (data.decode(codec), codec) if share >= _PLAUSIBLE else None


def _utf16_share(data: bytes, codec: str) -> float:
    try:
        text = data.decode(codec)[:_SAMPLE]
    except UnicodeDecodeError:
        return 0.0
    usual = sum(c in "\t\n\r" or " " <= c <= "ӿ" or "\u2000" <= c <= "⃿" for c in text)
    return usual / len(text) if text and not _CONTROL.search(text) else 0.0


def _single_byte(data: bytes) -> tuple[str, str] | None:
    scored = [(share, codec) for codec in _SINGLE_BYTE if (share := _word_share(data, codec))]
    share, codec = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return (data.decode(codec), codec) if share >= _PLAUSIBLE else None


def _word_share(data: bytes, codec: str) -> float:
    """Share of the characters beyond ASCII that stand in whole words of one alphabet."""
    try:
        text = data[:_SAMPLE].decode(codec)
        data.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    if _CONTROL.search(text) or _ODD.search(text):
        return 0.0
    is_word = _is_latin_word if codec == "windows-1252" else _is_cyrillic_word
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words:
        return 1.0
    right = sum(len(word) for word in words if is_word(word))
    return right / sum(map(len, words))


def _is_cyrillic_word(word: str) -> bool:
    return _CYRILLIC_WORD.fullmatch(word) is not None


def _is_latin_word(word: str) -> bool:
    """Most letters of a western word are plain; Cyrillic read as Latin has only accented ones."""
    plain = sum(c.isascii() for c in word)
    return _LATIN_WORD.fullmatch(word) is not None and plain >= _ASCII_SHARE * len(word)


def _multi_byte(data: bytes) -> tuple[str, str] | None:
    for codec in _MULTI_BYTE:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        beyond = [c for c in text[:_SAMPLE] if not c.isascii()]
        usual = sum("一" <= c <= "鿿" or c in "，。！？、：；“”‘’（）《》—…" for c in beyond)
        if beyond and usual >= _PLAUSIBLE * len(beyond) and not _CONTROL.search(text[:_SAMPLE]):
            return text, codec
    return None


def _control_share(text: str) -> float:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) / max(len(sample), 1)
