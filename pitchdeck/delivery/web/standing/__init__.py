"""Standing approvals: what finance approves ahead."""
