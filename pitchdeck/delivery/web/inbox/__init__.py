"""What a person was told, and how they want to be told."""
