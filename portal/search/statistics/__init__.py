"""What readers look for: counted in the process, written once in a while, read at the desk. Persons are not counted."""
