"""Gates of running programmes: called, decided by their investors, a stop signed by finance."""
