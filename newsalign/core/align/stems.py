"""A light stem for words: the first letters.

Inflected forms of a word must meet, and nothing more is asked of it. Prefixes do this about as
well as a full stemmer (McNamee and Mayfield 2004, Character n-gram tokenization).
"""

PREFIX = 5


def stem(word: str) -> str:
    """The stem of a word in lower case."""
    return word[:PREFIX]
