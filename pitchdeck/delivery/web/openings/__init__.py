"""Go-live: programmes that ran before pitchdeck, entered by form or file, confirmed by a second person."""
