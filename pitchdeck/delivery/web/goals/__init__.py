"""Goals and their measures."""
