"""Today: what is next, what is late, who has not been told. Every row acts in place."""
