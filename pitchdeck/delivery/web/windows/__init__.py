"""A headline over more than the first year: asking finance for it, and finance's answer."""
