from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.form import Field, FieldKind, Form, Option, Problem
from bot.safe import safe
from bot.slack.forms import errors_of, inputs_of, render_form, render_options, values_of
from tests.bot.slack.replies import TEXTS
from tests.fakes.slack_blocks import wrong_with_view
from tests.fakes.slack_views import state_of

LONG = "claim-" + "x" * 190
CHOICE = Field(
    "stance", "Claim", FieldKind.CHOICE, "", (Option("a", "First"), Option(LONG, "Second"))
)
FORM = Form("edit:0123:0:", "Edit", (Field("text", "Text", FieldKind.LONG), CHOICE), "Save")

OPTIONS = st.builds(
    lambda ids, labels: tuple(map(Option, ids, labels)),
    st.lists(st.text("abc-", min_size=1, max_size=200), min_size=1, max_size=25, unique=True),
    st.lists(TEXTS, min_size=25, max_size=25),
)
FIELDS = st.builds(
    lambda label, kind, value, options, hint: Field(
        "",
        label[:45] or "x",
        kind,
        "" if kind is FieldKind.CHOICE else value[:300],
        options if kind is FieldKind.CHOICE else (),
        is_required=bool(hint),
        hint=hint[:100],
    ),
    TEXTS,
    st.sampled_from(FieldKind),
    TEXTS,
    OPTIONS,
    TEXTS,
)
PROBLEMS = st.builds(Problem, st.sampled_from(["", "f0", "gone"]), TEXTS)
FORMS = st.builds(
    lambda title, fields, submit, note, problems: Form(
        "act:0123456789abcdef:0:",
        title[:24] or "x",
        tuple(replace(field, id=f"f{n}") for n, field in enumerate(fields)),
        submit[:24] or "x",
        note,
        tuple(problems),
    ),
    TEXTS,
    st.lists(FIELDS, min_size=1, max_size=5),
    TEXTS,
    TEXTS,
    st.lists(PROBLEMS, max_size=3),
)


def _sent(view: dict, **filled: str) -> dict[str, str]:  # type: ignore[type-arg]
    long = json.loads(view["private_metadata"])["long"]
    return values_of({**view, "state": {"values": state_of(view, filled)}}, long)


@given(FORMS)
def test_slack_opens_any_window(form: Form) -> None:
    assert wrong_with_view(render_form(form, {"channel": "C1", "thread": "", "respond": ""})) == []


@given(FORMS)
def test_what_is_sent_unchanged_comes_back_as_it_was(form: Form) -> None:
    fields = tuple(replace(field, is_required=False) for field in form.fields)
    sent = _sent(render_form(replace(form, fields=fields), {}))
    assert sent == {field.id: safe(field.value) for field in fields}


def test_what_is_filled_in_comes_back_by_its_field() -> None:
    view = render_form(FORM, {})
    assert _sent(view, text="Words", stance="a") == {"text": "Words", "stance": "a"}


def test_an_id_that_is_too_long_for_slack_is_meant_all_the_same() -> None:
    view = render_form(FORM, {})
    assert _sent(view, text="x", stance="#0")["stance"] == LONG


def test_what_is_empty_comes_back_as_nothing() -> None:
    form = replace(FORM, fields=tuple(replace(f, is_required=False) for f in FORM.fields))
    assert _sent(render_form(form, {})) == {"text": "", "stance": ""}


def test_other_choices_are_another_input_and_other_words_are_not() -> None:
    other = replace(CHOICE, choices=(Option("b", "Other"),))
    reworded = replace(FORM.fields[0], value="Typed before")
    inputs = inputs_of(render_form(FORM, {}))
    assert inputs_of(render_form(replace(FORM, fields=(FORM.fields[0], other)), {})) != inputs
    assert inputs_of(render_form(replace(FORM, fields=(reworded, CHOICE)), {})) == inputs


def test_a_problem_is_shown_under_its_field_unless_one_is_about_the_whole() -> None:
    wrong = Problem("text", "It is empty.")
    assert errors_of(replace(FORM, problems=(wrong,))) == {"text": "It is empty."}
    both = replace(FORM, problems=(wrong, Problem("", "It is closed.")))
    assert errors_of(both) == {}
    assert "It is closed." in json.dumps(render_form(both, {})["blocks"][0])


def test_a_choice_without_choices_is_typed() -> None:
    form = replace(FORM, fields=(replace(CHOICE, choices=()),))
    assert _sent(render_form(form, {}), stance="denies") == {"stance": "denies"}


def test_a_claim_is_looked_for_among_all_where_the_form_has_no_other_way() -> None:
    claim = replace(CHOICE, id="claim", value="a")
    alone = replace(FORM, fields=(claim,))
    (element,) = [block["element"] for block in render_form(alone, {})["blocks"]]
    assert (element["type"], element["initial_option"]["value"]) == ("external_select", "a")
    with_words = replace(FORM, fields=(claim, Field("words", "Words")))
    listed = render_form(with_words, {})["blocks"][0]["element"]
    assert listed["type"] == "static_select"


def test_what_slack_takes_in_no_option_is_not_offered() -> None:
    assert [option["value"] for option in render_options(CHOICE.choices)] == ["a"]
