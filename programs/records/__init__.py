"""What a record is, and the only ways to change one: the ground floor of all registers."""
