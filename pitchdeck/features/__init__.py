"""The business, in the order of its story."""
