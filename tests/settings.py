"""The application's settings, for tests: no file of the developer's machine plays a part."""

import atexit
import os
import shutil
import tempfile

os.environ["SECRET_KEY"] = "only-for-tests"
os.environ["DEBUG"] = "0"
os.environ["DATA_DIR"] = os.environ.get("TEST_DATA_DIR") or tempfile.mkdtemp(prefix="newsalign-")
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:")
os.environ["LANGUAGE_CODE"] = "en"

from newsalign.settings import *  # noqa: F403  # the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "CHROMIUM" in os.environ:
    MIDDLEWARE = ["tests.browser.one_at_a_time.one_at_a_time", *MIDDLEWARE]  # noqa: F405
WORKER_ARGUMENTS = ["--no-reload", "--batch", "--no-startup-delay"]
if "TEST_DATA_DIR" not in os.environ:
    atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)  # noqa: F405
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405  # whitenoise warns where there is none
