"""Pure functions of numbers, and the catalogue: nothing here draws."""
