from django import template

from images import markup

register = template.Library()
register.simple_tag(markup.picture)
register.simple_tag(markup.figure)
