"""Writing a pitch, step by step."""
