"""The demo's pitches by theme: texts and numbers, each from a published case that it names."""
