"""More money for running investments: the form that asks, and the page that pays and decides."""
