"""What needs more than is always installed: loaded when it is asked for, or refused kindly."""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import OptionError

if TYPE_CHECKING:
    from types import ModuleType


def arrow_or_refuse() -> "ModuleType":
    """`tracker.tables.arrow`. Raises OptionError where pyarrow is not installed."""
    try:
        from tracker.tables import arrow  # noqa: PLC0415 - an extra, and only for Parquet
    except ImportError:
        raise OptionError("Parquet needs pyarrow; pip install 'casualty-tracker[files]'") from None
    return arrow


def spark_or_refuse() -> "ModuleType":
    """`tracker.tables.on_spark`. Raises OptionError where PySpark or Java is missing."""
    try:
        from tracker.tables import on_spark  # noqa: PLC0415 - an extra of 400 MB
    except ImportError:
        raise OptionError(
            "--engine spark needs PySpark; pip install 'casualty-tracker[spark]'"
        ) from None
    refuse_without_java()
    return on_spark


def refuse_without_java() -> None:
    """Raises OptionError where no Java is found, without which there is no Spark."""
    home = os.environ.get("JAVA_HOME")
    if not (home and Path(home, "bin", "java").exists()) and shutil.which("java") is None:
        raise OptionError("--engine spark needs Java 17 or newer on this machine; none is found")
