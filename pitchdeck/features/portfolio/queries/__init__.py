"""Read-only questions across all features, one module per reader."""
