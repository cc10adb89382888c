"""Work that failed."""
