"""The rules in order. What hides text from the others (escapes, markup, mojibake) comes first."""

from worker.normalize.rule import Rule
from worker.normalize.rules import brackets, controls, letters, marks, markup, mojibake, quotation, spaces, tatweel
from worker.normalize.rules import unicode_form as form

RULES: tuple[Rule, ...] = (
    *markup.RULES,
    *mojibake.RULES,
    *controls.RULES,
    *form.RULES,
    *tatweel.RULES,
    *letters.RULES,
    *quotation.RULES,
    *spaces.RULES,
    *brackets.RULES,
    *marks.RULES,
)
