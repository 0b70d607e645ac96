"""The rooms of the house again, each with the tests of its files."""
