"""JSON texts to items: one at a time, and never lost for what is broken beside them."""

import json
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg.documents import is_json, items_of


def values(text):
    return [item.value for item in items_of(text).items]


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1}, {"a": 2}]',
        '{"paging": {"x": [9]}, "data": [{"a": 1}, {"a": 2}], "more": true}',
        '{\n "data": [\n {"a": 1},\n {"a": 2}\n ]\n}',
        '{"data":[\n{"a": 1},\n{"a": 2}]}',
        '{"a": 1}\n{"a": 2}\n',
        '\ufeff{"a": 1}\r\n\r\n{"a": 2}',
        '{"organic_insights_posts": [{"a": 1}, {"a": 2}]}',
        'window.YTD.tweets.part0 = [ {"a": 1}, {"a": 2} ]',
    ],
)
def test_the_items_are_found_wherever_the_list_stands(text):
    assert is_json(text)
    assert values(text) == [{"a": 1}, {"a": 2}]


def test_an_object_without_a_list_is_an_item():
    assert values('{"a": {"b": [1, 2]}}') == [{"a": {"b": [1, 2]}}]


@pytest.mark.parametrize(
    "text", ["Caption,Likes\n", '"Caption","Likes"\n', "{nonsense,b\n", "[a],b"]
)
def test_a_table_is_not_taken_for_json(text):
    assert not is_json(text)


def test_a_broken_item_is_told_and_the_next_is_read():
    text = '[{"a": 1}, {"a": nope, "b": "}]"}, {"a": 3}, {"a": 4,}, 5]'
    found = list(items_of(text).items)
    assert [(i.number, i.value) for i in found if not i.problem] == [
        (1, {"a": 1}),
        (3, {"a": 3}),
        (5, 5),
    ]
    assert [i.number for i in found if i.problem] == [2, 4]


def test_a_file_that_breaks_off_says_where():
    *good, last = items_of('[{"a": 1}, {"a": 2}, {"a": ').items
    assert [i.value for i in good if not i.problem] == [{"a": 1}, {"a": 2}]
    assert "breaks off" in last.problem


def test_a_broken_line_is_told_with_its_number():
    found = list(items_of('{"a": 1}\n{"a": 2}\n\n{"a": }\n{"a": 5}').items)
    assert [(i.number, bool(i.problem)) for i in found] == [(1, 0), (2, 0), (4, 1), (5, 0)]


def test_nesting_without_end_is_a_problem_of_one_item():
    found = list(items_of("[" + "[" * 100_000 + "]" * 100_000 + ', {"a": 1}]').items)
    assert found[0].problem
    assert found[-1].value == {"a": 1}


def test_one_item_is_held_at_a_time():
    post = {"id": "1", "caption": "x" * 100, "insights": {str(n): n for n in range(40)}}
    text = json.dumps({"data": [post] * 3_000})
    tracemalloc.start()
    count = sum(1 for _ in items_of(text).items)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3_000
    assert peak < len(text)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@given(st.lists(anything, max_size=6), st.sampled_from([None, 1]))
def test_every_list_is_read_as_json_reads_it(wanted, indent):
    assert values(json.dumps(wanted, indent=indent)) == wanted


@given(st.text(max_size=120))
def test_no_text_breaks_the_reader(text):
    for prefix in ("[", '{"data": [', "{"):
        for item in items_of(prefix + text).items:
            assert item.problem or item.number


MANY = 60_000


@pytest.mark.parametrize(
    "text",
    [
        '[{"caption":"' + '\\"' * MANY,
        '[{"caption":"' + '\\"' * MANY + "\\",
        "[" + "x," * MANY,
        "[x " + "1 " * MANY,
        "[" + "{x}," * MANY,
        "{" + '"a":1,' * MANY,
        '{"a":' * MANY,
        '{"a" "b"}' * MANY,
        '{"a":1}\n' + "{x}\n" * MANY,
    ],
)
def test_what_is_broken_over_and_over_is_read_in_time_with_its_length(text):
    begun = time.process_time()
    assert any(item.problem for item in items_of(text).items)
    assert time.process_time() - begun < 4


def test_a_name_without_a_value_does_not_begin_anew():
    assert [bool(item.problem) for item in items_of('{"a" } "b"').items] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1}][{"a": 2}]',
        '[{"a": 1}]\n\n[{"a": 2}]\n',
        '{"data": [{"a": 1}], "b": {}}\n{\n"data": [{"a": 2}]}',
        '{"a": 1} {"a": 2}',
        'window.YTD.tweets.part0 = [{"a": 1}];\nwindow.YTD.tweets.part1 = [{"a": 2}];',
    ],
)
def test_a_second_document_is_read_on(text):
    assert [(i.number, i.value) for i in items_of(text).items] == [(1, {"a": 1}), (2, {"a": 2})]


def test_what_follows_and_is_no_document_is_told():
    first, last = items_of('[{"a": 1}] and more').items
    assert first.value == {"a": 1}
    assert (last.number, last.problem) == (2, "what follows the posts here is not JSON")


@pytest.mark.parametrize("text", ['[{"a": %s}]', '{"a": 1}\n{"a": %s}'])
def test_a_number_of_very_many_digits_is_told_as_one(text):
    *_, last = items_of(text % ("9" * 4_501)).items
    assert last.problem == "it is not JSON (a number in it has too many digits)"


@pytest.mark.parametrize("text", ["null", "[]", "[1, 2, 3]", " [-1]", "[null]"])
def test_json_without_objects_is_json(text):
    assert is_json(text)
