"""The home page, standard pages, site settings, menus and the frame around every page."""
