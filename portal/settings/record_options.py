"""How the registers are imported and exported, wherever the portal runs."""

# --- Sheets: what django-import-export leaves to the site --------------------
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_SKIP_ADMIN_LOG = False
