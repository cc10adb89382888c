"""The demo organisation: published cases told as one company's year, through the same acts as the web."""
