"""Questions with the documents that a reader expects among the first ten: how well the search finds is measured by them."""
