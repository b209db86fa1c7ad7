"""Words that sound as if somebody were at risk: asked about before anything is kept; a general concern goes on."""

import pytest
from django import forms

from camk.at_risk import CareForm, sounds_like_disclosure

SOMEBODY = [
    "A girl in our youth club told me that her stepfather hits her.",
    "One of our members has bruises all over her arms and says her husband did it.",
    "My neighbour is being beaten by her son.",
    "He says he wants to die and has nothing left.",
    "She told us she is suicidal.",
    "A boy at the club cuts himself.",
    "My partner threatens me when I want to see my friends.",
    "The lady at number 4 says her nephew takes her pension.",
    "I am being abused at home.",
    "An old man in our street is neglected, he has not eaten for days.",
    "A young woman said she was raped last week.",
    "One teenager is being groomed by a man she met online.",
    "A carer told me she is afraid of her husband.",
    "He controls everything, she may not leave the house.",
    "A mother in our group was strangled by her ex.",
    "I took an overdose last month and nobody helped.",
    "She doesn't feel safe at home.",
    "Our volunteer's daughter is being exploited, they make her carry drugs.",
    "A lad I know says there is no point in going on.\nHe is 15.",
    "That child is always hungry and the mother slaps him.",
]
CONCERN = [
    "There is more domestic abuse locally since the pandemic.",
    "The lunch club had to close because the hall put up its rent.",
    "We need training on safeguarding and on recognising abuse.",
    "The waiting list for young people's mental health is over a year.",
    "Anti-social behaviour in the underpass: lights are broken and people feel unsafe.",
    "The budget cuts hit our youth club hard.",
    "Suicide prevention training is no longer funded.",
    "Carers are exhausted and get no break.",
    "Hate crime is rising, families are worried.",
    "The bus no longer stops at the estate, older people cannot get to the surgery.",
    "Rising prices hit families with children.",
    "We want to run an awareness campaign about county lines.",
    "The parks are neglected and the bins overflow.",
    "Volunteers are burnt out.",
    "Support for survivors of abuse has closed in our area.",
    "A community fridge would help, food is thrown away.",
    "Young people have nowhere to go after school.",
    "Our building was hit by damp and we cannot use the hall.",
    "Loneliness among older men is a problem.",
    "The crossing at the school is dangerous.",
    "Our chair is burnt out, she cannot go on with the accounts.",
    "A family was kicked out of their flat and sleeps in a car.",
]


@pytest.mark.parametrize("words", SOMEBODY)
def test_words_about_somebody_in_particular_are_asked_about(words):
    assert sounds_like_disclosure(words)


@pytest.mark.parametrize("words", CONCERN)
def test_a_general_concern_is_not_asked_about(words):
    assert not sounds_like_disclosure(words)


class WordsForm(CareForm):
    words = forms.CharField(widget=forms.Textarea)


def test_a_form_keeps_nothing_until_somebody_says_it_is_a_general_concern():
    form = WordsForm({"words": SOMEBODY[0]})
    assert not form.is_valid() and form.sounds_at_risk and "general_concern" in form.fields
    assert "We have not kept it" in form.errors["words"][0] and form["words"].value() == SOMEBODY[0]
    form = WordsForm({"words": SOMEBODY[0], "general_concern": "on"})
    assert form.is_valid() and form.cleaned_data == {"words": SOMEBODY[0]}


def test_the_box_is_not_offered_to_words_that_are_fine():
    form = WordsForm({"words": CONCERN[0], "general_concern": "on"})
    assert form.is_valid() and "general_concern" not in form.fields and not form.sounds_at_risk


def test_a_very_long_text_is_read_quickly():
    assert not sounds_like_disclosure("lorem ipsum she said " * 3000)
