"""Finance checks the numbers of a pitch before it is scored."""
