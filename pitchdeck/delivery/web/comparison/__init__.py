"""The same work under five engagement models."""
