"""Weak machine translations made by damaging good ones: no model is needed, and quality is a number."""

import random
from collections.abc import Sequence
from dataclasses import replace

from training.odds.stories import Story


def damaged(texts: Sequence[str], damage: float, chance: random.Random) -> tuple[str, ...]:
    """Texts in which words are lost, replaced by others of the text or cut short, and order is disturbed.

    `damage` in 0..1 is about the share of words that are no longer what they were.
    """
    words = [word for text in texts for word in text.split()] or [""]
    return tuple(" ".join(_damaged(text.split(), damage, words, chance)) for text in texts)


def _damaged(
    words: list[str], damage: float, others: list[str], chance: random.Random
) -> list[str]:
    result = []
    for word in words:
        luck = chance.random()
        if luck < damage * 0.4:
            continue
        if luck < damage * 0.85:
            result.append(chance.choice(others))
        elif luck < damage:
            result.append(word[: max(2, len(word) // 2)])
        else:
            result.append(word)
    places = sorted(range(len(result)), key=lambda k: k + chance.random() * 8 * damage)
    return [result[k] for k in places]


def translated(story: Story, damage: float, directions: str, chance: random.Random) -> Story:
    """The story with translations in the given directions: `forward`, `backward`, `both` or `none`.

    A story's own machine translations are kept as the good ones they are, and damaged too.
    """
    forward = (
        damaged(story.forward or story.target, damage, chance)
        if directions in ("forward", "both")
        else None
    )
    backward = (
        damaged(story.backward or story.source, damage, chance)
        if directions in ("backward", "both")
        else None
    )
    return replace(story, forward=forward, backward=backward)
