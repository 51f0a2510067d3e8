"""Inzagestation: a municipality's supervised viewing station for one approved bodycam recording."""

__version__ = "0.1.0"
