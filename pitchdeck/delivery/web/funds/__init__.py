"""What becomes of a fund: its code, transfers, requests for money of it."""
