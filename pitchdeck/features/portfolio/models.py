"""The search index: what each row is found by; base/triggers/search.py keeps it, never an act."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pitchdeck.base.db import Base, Choice, Id, Text


class SearchEntry(Base):
    """A row that can be found, or a name that others are found by: its own words, and all its tokens."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "row_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Choice("unit", "person", "goal", "pitch"))
    row_id: Mapped[int] = mapped_column(Id)
    own: Mapped[str] = mapped_column(Text)
    tokens: Mapped[str] = mapped_column(Text)


class SearchLetter(Base):
    """A letter that is compared as something else: the table of base/folding.py, for the triggers."""

    __tablename__ = "search_letter"

    letter: Mapped[str] = mapped_column(Text, primary_key=True)
    folded: Mapped[str] = mapped_column(Text)
