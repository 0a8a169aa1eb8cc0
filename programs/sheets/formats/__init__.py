"""What a spreadsheet program shows in a cell: its number written as the cell's format says, as a Chinese Excel would."""
