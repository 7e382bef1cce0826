from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped library
    """Hashed names inside scripts as well, so that what one imports is never an older version."""

    support_js_module_import_aggregation = True
