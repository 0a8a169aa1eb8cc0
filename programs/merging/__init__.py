"""Two rows that mean one thing become one: what referred to the lost row refers to the kept one, drafts included."""
