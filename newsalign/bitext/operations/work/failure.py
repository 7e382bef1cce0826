class JobFailed(Exception):  # noqa: N818  # an outcome of a job, written on it
    """The job cannot be done; `reason` is one of the model's, `detail` for those who look closer."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail
