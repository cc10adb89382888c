"""A unit head's agreement to hours of their people."""
