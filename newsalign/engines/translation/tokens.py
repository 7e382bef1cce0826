"""Text to the model's tokens and back, as argostranslate does it."""

import re
from typing import Any

from newsalign.engines.packages import Package, argos

_LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")


class Tokenizer:
    """The tokenizer of one package: SentencePiece, or Moses and BPE for the older ones."""

    def __init__(self, package: Package) -> None:
        loaded = argos.load().Package(package.path)
        self._tokenizer: Any = loaded.tokenizer
        self.target_prefix: str = loaded.target_prefix
        self._tokenizer.encode("")

    def encode(self, sentence: str) -> list[str]:
        """The sentence in the model's tokens, none where it is empty."""
        tokens: list[str] = self._tokenizer.encode(clean(sentence))
        return tokens

    def decode(self, tokens: list[str]) -> str:
        """The model's tokens as text, without the prefix that names the target language."""
        text: str = self._tokenizer.decode(tokens)
        return text.removeprefix(self.target_prefix).removeprefix(" ")


def clean(sentence: str) -> str:
    """The sentence on one line and encodable: argostranslate would take lines for paragraphs."""
    one_line = _LINE_BREAKS.sub(" ", sentence.strip())
    return one_line.encode("utf-8", "replace").decode("utf-8")
