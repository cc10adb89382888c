"""With whom: standard rates today; vendors, rate cards and capacity next."""
