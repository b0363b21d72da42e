"""The masthead's form: what the publish gate makes of each of its rules is chosen in a table."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .gate import USUAL, Level, Rule, levels


class GateTable(forms.MultiWidget):
    """A row for each rule, a column for each level."""

    template_name = "admin/widgets/gate.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__({rule: forms.RadioSelect(choices=Level.choices) for rule in Rule.values}, attrs)

    def decompress(self, value):
        return [str(level) for level in levels(value or {}).values()]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rules = [(capfirst(rule.label), USUAL[rule].label) for rule in Rule]
        rows = zip(rules, context["widget"]["subwidgets"], strict=True)
        context["widget"]["rows"] = [{"label": label, "usual": usual, "radio": radio} for (label, usual), radio in rows]
        context["widget"]["levels"] = [capfirst(level.label) for level in Level]
        return context


class GateField(forms.MultiValueField):
    """{rule: level}, only what differs from the usual levels."""

    widget = GateTable

    def __init__(self, **kwargs):
        fields = [forms.ChoiceField(choices=Level.choices) for _rule in Rule]
        super().__init__(fields, require_all_fields=True, **kwargs)

    def compress(self, data_list):
        chosen = dict(zip(Rule.values, data_list, strict=True)) if data_list else {}
        return {rule: level for rule, level in chosen.items() if level != USUAL[rule]}


class MastheadForm(forms.ModelForm):
    gate = GateField(label=_("What is looked at before a story goes out"))
