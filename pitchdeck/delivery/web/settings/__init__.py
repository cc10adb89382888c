"""What figures rest on, and who may change it."""
