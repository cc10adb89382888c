"""Writing a pitch: its pages, the desk on which each step lies, and what ranges say."""

from pitchdeck.delivery.web.drafts.views.writing import bp

__all__ = ["bp"]
