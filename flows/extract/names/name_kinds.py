"""The four kinds that evidence is weighed for, as positions in the weights of a name."""

PERSON, ORGANISATION, PLACE, OTHER = range(4)
