"""What a draft has behind "Add …": tiers, options and intangibles."""
