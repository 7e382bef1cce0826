"""The editions that the odds are trained on: their truth must be one."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from training.odds.editing import Rates, edit
from training.odds.kinds import TESTING, TRAINING, WITHOUT_TRANSLATION
from training.odds.stories import Story
from training.odds.translating import translated

STORY = Story(
    "bridge",
    ("ru", "en"),
    tuple(
        f"Предложение номер {k} говорит о мосте, а также о реке, которая течет рядом."
        for k in range(20)
    ),
    tuple(
        f"Sentence number {k} tells of the bridge, and of the river, which flows nearby."
        for k in range(20)
    ),
)


def test_a_story_left_alone_is_aligned_sentence_by_sentence() -> None:
    case = edit(STORY, STORY, Rates(), "alone", seeded(1))

    assert [(b.source, b.target) for b in case.gold] == [((k,), (k,)) for k in range(20)]


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311  # reproducible texts, no secrets


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([*(TRAINING | WITHOUT_TRANSLATION | TESTING).values()]), st.integers(0, 10_000)
)
def test_every_sentence_of_both_editions_is_in_one_true_bead(rates: Rates, seed: int) -> None:
    chance = seeded(seed)

    case = edit(translated(STORY, 0.3, "both", chance), STORY, rates, "any", chance)

    sizes = len(case.source.sentences), len(case.target.sentences)
    assert sorted(i for b in case.gold for i in b.source) == list(range(sizes[0]))
    assert sorted(j for b in case.gold for j in b.target) == list(range(sizes[1]))
    assert [len(t or ()) for t in (case.translations.forward, case.translations.backward)] == list(
        sizes
    )


def test_merged_sentences_are_one_bead() -> None:
    case = edit(STORY, STORY, Rates(merge=0.4, longest_merge=3), "merged", seeded(2))

    shapes = {(len(b.source), len(b.target)) for b in case.gold}
    assert (1, 2) in shapes
    assert (2, 1) in shapes
    assert all(b.source and b.target for b in case.gold)
