"""The words by which everything is sorted: departments, towns, sectors, topics, audiences, needs, tags."""
