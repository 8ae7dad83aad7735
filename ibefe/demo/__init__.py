"""A believable Brussels for the demonstration: real institutions, invented people, marked so.

Everything is made through the acts of the house, with dates relative to today; loading it again
changes nothing.
"""
