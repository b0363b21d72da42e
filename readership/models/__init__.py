"""What readers do: how often they read each story, and what they write to the newsroom."""

from .message import Arrival, Message
from .views import HourlyViews, Read, Tally, View

__all__ = ["Arrival", "HourlyViews", "Message", "Read", "Tally", "View"]
