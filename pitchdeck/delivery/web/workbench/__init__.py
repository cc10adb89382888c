"""Finance's workbench: where all the money is."""
