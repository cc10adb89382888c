"""Money: funds, purses, the ledger, commitments, reviews, releases."""
