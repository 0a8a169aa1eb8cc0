"""A drill: what is left when the process dies at its k-th write to the database?"""

from django.db import connection, transaction

WRITES = ("INSERT", "UPDATE", "DELETE")


class Death(BaseException):
    """Not an Exception, so that nothing in between mistakes it for a failure to be handled."""


class _Rewind(Exception):
    pass


def states_after_death(act, state):
    """Do `act` again and again, dying before its first write, its second …, until it lives.

    Return the list of what `state()` says after each death, and what it says in the end.
    The writes since the last commit are undone, as a database does; then everything is, for the next round.
    """
    states = []
    while True:
        seen = {}
        try:
            with transaction.atomic():
                seen["lived"] = _die_at(len(states) + 1, act)
                seen["state"] = state()
                raise _Rewind
        except _Rewind:
            if seen["lived"]:
                return states, seen["state"]
            states.append(seen["state"])


def _die_at(number, act):
    """Return whether `act` came to its end. The dead stay dead: whoever swallows the first Death meets it again."""
    writes = 0

    def kill(execute, sql, params, many, context):
        nonlocal writes
        writes += writes < number and sql.lstrip().upper().startswith(WRITES)
        if writes < number or sql.startswith("ROLLBACK"):
            return execute(sql, params, many, context)
        if sql.startswith("RELEASE"):  # the dead do not commit
            return execute(sql.replace("RELEASE", "ROLLBACK TO", 1), params, many, context)
        raise Death

    try:
        with connection.execute_wrapper(kill):
            act()
    except Death:
        connection.needs_rollback = False  # set by a bulk insert, which has no savepoint of its own inside the drill's
        return False
    return writes < number
