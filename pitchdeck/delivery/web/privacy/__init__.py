"""What is kept about a person, and a name taken out."""
