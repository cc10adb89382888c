"""The end of an approved promise: its investor asks, finance answers."""
