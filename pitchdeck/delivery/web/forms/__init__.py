"""The input layer: fields that read exactly or refuse in words, and the form that keeps everything typed."""

from pitchdeck.delivery.web.forms.amounts import MoneyField, NumberField, PercentField, WholeField, YearField
from pitchdeck.delivery.web.forms.base import BaseForm, KeyField, Refusal
from pitchdeck.delivery.web.forms.choices import ChoiceField, Option, SeveralField, YesField
from pitchdeck.delivery.web.forms.days import DayField, MonthField, evening
from pitchdeck.delivery.web.forms.lines import KindLines, LineForm, Lines
from pitchdeck.delivery.web.forms.places import LOCALES, MONTHS, zones
from pitchdeck.delivery.web.forms.prices import FiguresField, PriceField, SurchargeField
from pitchdeck.delivery.web.forms.texts import LongTextField, TextField
from pitchdeck.delivery.web.forms.uploads import sent_file
from pitchdeck.delivery.web.forms.verdicts import VerdictForm
from pitchdeck.delivery.web.forms.version import VersionField

__all__ = [
    "LOCALES",
    "MONTHS",
    "BaseForm",
    "ChoiceField",
    "DayField",
    "FiguresField",
    "KeyField",
    "KindLines",
    "LineForm",
    "Lines",
    "LongTextField",
    "MoneyField",
    "MonthField",
    "NumberField",
    "Option",
    "PercentField",
    "PriceField",
    "Refusal",
    "SeveralField",
    "SurchargeField",
    "TextField",
    "VerdictForm",
    "VersionField",
    "WholeField",
    "YearField",
    "YesField",
    "evening",
    "sent_file",
    "zones",
]
