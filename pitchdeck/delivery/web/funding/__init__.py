"""Money: funds and purses, commitments, finance's reviews, and the decisions of a round."""
