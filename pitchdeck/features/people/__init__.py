"""Who: people, units, mandates, sign-in sessions."""
