"""The first day: from nothing to the first round."""
