from collections.abc import Iterator
from pathlib import Path

import pytest

from pitchdeck.delivery.charts import Charts


@pytest.fixture(scope="session")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Charts]:
    drawn = Charts(Path(tmp_path_factory.mktemp("charts")))
    yield drawn
    drawn.close()
