class BitextError(Exception):
    """Nothing was changed; the message is one translated sentence that says what to do."""
