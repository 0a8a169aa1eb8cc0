"""Lists of records by facets: an index in memory finds, counts and orders; the database hands out the rows."""
