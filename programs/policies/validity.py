"""What a policy is worth on a day, by its own dates and its successors': asked of models and of an index's rows alike."""


def first_day(policy):
    """The day from which a policy holds, as far as its source tells; None if it does not."""
    return policy.effective_from or policy.published_on or policy.written_on


def validity_of(policy, successors, day):
    """The value of `Validity` on `day`. `successors` are the public policies that supersede this one, each of which
    repeals it from its own first day on; one without dates has begun. Dates that the source does not state make no
    claim."""
    if policy.repealed_on and policy.repealed_on <= day:
        return "repealed"
    if any((first_day(successor) or day) <= day for successor in successors):
        return "repealed"
    if policy.effective_to and policy.effective_to < day:
        return "expired"
    start = first_day(policy)
    if start and start > day:
        return "pending"
    return "valid" if start or policy.effective_to else "unstated"
