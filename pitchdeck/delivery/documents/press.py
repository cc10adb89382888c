"""The warm engines of one process, and where what they made is kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pitchdeck.delivery.charts import Charts
from pitchdeck.delivery.documents.one_pager import OnePager
from pitchdeck.delivery.documents.pages import one_pager_pdf
from pitchdeck.delivery.documents.renderer import close_engines
from pitchdeck.delivery.documents.store import DocumentStore
from pitchdeck.delivery.documents.year_end import YearEndSheet, year_end_pdf

if TYPE_CHECKING:
    from config import Config  # the engines' own processes import this package and need no configuration


@dataclass(frozen=True)
class Press:
    """Charts and documents: each engine starts with the first thing that it draws, and stays warm."""

    charts: Charts
    store: DocumentStore

    @classmethod
    def of(cls, config: "Config") -> "Press":
        """The press that keeps what it makes where this installation keeps it."""
        return cls(Charts(config.kept("charts")), DocumentStore(config.kept("documents")))

    def one_pager(self, facts: OnePager) -> bytes:
        """The sheet as PDF, drawn now unless it was drawn before; DocumentError when it cannot be."""
        return one_pager_pdf(facts, charts=self.charts, store=self.store)

    def year_end(self, facts: YearEndSheet) -> bytes:
        """The statement of a year end as PDF; DocumentError when it cannot be drawn."""
        return year_end_pdf(facts, store=self.store)

    def close(self) -> None:
        """End the engines; the next thing to draw starts them again."""
        self.charts.close()
        close_engines()
