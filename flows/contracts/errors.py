"""The errors that a user can expect to see: the message is one sentence that says what, where and the next step."""


class ParallaxError(Exception):
    """Base of the errors that the command line prints without a traceback."""
