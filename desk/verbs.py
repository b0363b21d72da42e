"""Each verb's form, by the verb's name: its screen is `desk:<name>`."""

from . import forms, publishing_forms, review_forms
from .correcting import CorrectForm

VERBS = {
    "submit": review_forms.SubmitForm,
    "send_back": review_forms.SendBackForm,
    "approve": review_forms.ApproveForm,
    "spike": review_forms.SpikeForm,
    "unspike": review_forms.UnspikeForm,
    "publish": publishing_forms.PublishForm,
    "schedule": publishing_forms.ScheduleForm,
    "update_scheduled": publishing_forms.UpdateScheduledForm,
    "reschedule": forms.RescheduleForm,
    "cancel": forms.CancelForm,
    "correct": CorrectForm,
    "withdraw": forms.WithdrawForm,
    "kill": forms.KillForm,
    "restore": forms.RestoreForm,
    "set_embargo": forms.EmbargoForm,
}
ONE_BY_ONE = {"correct"}  # needs words for each story
BULK = {name: form_class for name, form_class in VERBS.items() if name not in ONE_BY_ONE}
