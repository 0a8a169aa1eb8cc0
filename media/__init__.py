"""Pictures, attachments and the blocks that every story is made of. Uploads themselves live in DATA_DIR/uploads."""
