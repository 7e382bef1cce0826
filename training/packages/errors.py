"""What stops a step because of what it was given."""


class TrainingError(Exception):
    """One English sentence that says what is wrong and what to do."""
