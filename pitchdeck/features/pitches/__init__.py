"""What: pitches, drafts, immutable revisions and their lines."""
