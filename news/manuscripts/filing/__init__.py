"""From pieces to an article draft, and back."""
