"""The kinds of editions the odds are trained on, and kinds kept for testing only."""

from training.odds.editing import Rates

TRAINING = {
    "as translated": Rates(merge=0.04, split=0.04),
    "other sentences": Rates(merge=0.15, longest_merge=4, split=0.15, shift=0.08),
    "chronicle": Rates(
        merge=0.1, longest_merge=3, split=0.15, shift=0.08, omit_run=0.5, omit=0.01, head=0.15
    ),
    "cut": Rates(
        omit=0.12, omit_paragraph=0.08, omit_run=0.3, merge=0.08, longest_merge=3, split=0.08
    ),
    "shortened": Rates(omit=0.08, merge=0.12, longest_merge=4, shorten=0.25, regroup=0.5),
    "retold": Rates(
        omit=0.15, merge=0.12, longest_merge=3, merge_far=0.08, split=0.08, shift=0.04, regroup=0.5
    ),
    "other order": Rates(
        omit=0.1, move_paragraph=0.15, foreign=0.5, merge=0.08, longest_merge=3, split=0.05
    ),
    "passage added": Rates(
        omit_run=1.0, omit=0.02, merge=0.08, longest_merge=3, split=0.1, shift=0.05, foreign=0.3
    ),
}

# Weak translations are told freely enough; without one, sentences that share few words must be seen here.
WITHOUT_TRANSLATION = {
    "told freely": Rates(reword=0.12, omit=0.06, merge=0.06, longest_merge=3, split=0.06),
}

TESTING = {
    "digest": Rates(omit_paragraph=0.35, merge=0.2, longest_merge=4, shorten=0.4),
    "sentences moved": Rates(omit=0.05, move_sentence=0.12, merge=0.06, longest_merge=2),
    "interleaved": Rates(omit=0.1, merge_far=0.2, split=0.15, shift=0.1, regroup=1.0),
}
