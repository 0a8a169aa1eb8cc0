"""From lines to typed pieces: title, by-line, headings, quotations, tables, and what stands aside."""
