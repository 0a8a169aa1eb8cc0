"""Carries a question from the statistics into the form that helps with it."""


def acts_for(user, words):
    """Label and address of each form that `user` may fill in for `words`."""
    return []
