"""What every part of the window shares. Knows no noun of the product beyond its words and colours."""
