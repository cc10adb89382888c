"""The sponsor's yes."""
