"""The records of the district: what stays true after the news of the day."""
