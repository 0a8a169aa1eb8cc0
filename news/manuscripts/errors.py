class ManuscriptError(Exception):
    """Why a manuscript cannot be taken in, in Chinese, for whoever handed it in."""
