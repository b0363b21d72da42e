"""What members of the newsroom are called, wherever their colleagues read it."""


def called(user):
    """First and last name, or else the account's name; "" for None, an account that is gone."""
    return (user.get_full_name() or user.get_username()) if user else ""
