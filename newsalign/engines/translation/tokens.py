"""Text to the model's tokens and back, as argostranslate does it."""

import re
from typing import Any

from newsalign.engines.packages import Package, argos

_LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")


class Tokenizer:
    """The tokenizer of one package: SentencePiece, or Moses and BPE for the older ones."""

    def __init__(self, package: Package) -> None:
        layer = argos.load()
        loaded = layer.Package(package.path)
        self._source: Any = loaded.tokenizer
        self._target: Any = loaded.tokenizer
        if isinstance(loaded.tokenizer, layer.BPETokenizer):
            # Moses rules differ by language: what it reads must be what the model writes.
            self._target = layer.BPETokenizer(
                loaded.tokenizer.model_file, package.to_code, package.from_code
            )
        self.target_prefix: str = loaded.target_prefix
        self._source.encode("")
        self._target.encode("")

    def encode(self, sentence: str) -> list[str]:
        tokens: list[str] = self._source.encode(clean(sentence))
        return tokens

    def encode_target(self, sentence: str) -> list[str]:
        """Tokens of a translation as the model would have written it, with its prefix."""
        tokens: list[str] = self._target.encode(clean(sentence))
        return [self.target_prefix, *tokens] if self.target_prefix else tokens

    def decode(self, tokens: list[str]) -> str:
        text: str = self._source.decode(tokens)
        return text.removeprefix(self.target_prefix).removeprefix(" ")


def clean(sentence: str) -> str:
    """The sentence on one line and encodable: argostranslate would take lines for paragraphs."""
    one_line = _LINE_BREAKS.sub(" ", sentence.strip())
    return one_line.encode("utf-8", "replace").decode("utf-8")
