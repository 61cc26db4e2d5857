"""Groups of copies: transitive, the same in every order, named by their members alone."""

from hypothesis import given
from hypothesis import strategies as st

from graph.likeness import alike
from graph.model import Article
from graph.origins import Member, body, components, shared_origin

WORDS = [f"word{at}" for at in range(400)]
WHOLE = " ".join(WORDS)
HALF = " ".join(WORDS[:200])
BRIEF = " ".join(WORDS[:75])
ELSE = " ".join(f"other{at}" for at in range(200))
SHORT = "Norland accuses Sudmark."


def member(id: str, text: str, own_origin: str | None = None) -> Member:
    return Member(id, own_origin or f"origin-{id}", text)


def ids(groups: list[tuple[Member, ...]]) -> list[str]:
    return ["".join(member.id for member in group) for group in groups]


def test_a_copy_of_a_copy_is_of_the_group():
    assert not alike(WHOLE, BRIEF)
    assert alike(WHOLE, HALF)
    assert alike(HALF, BRIEF)
    assert ids(components([member("a", WHOLE), member("b", BRIEF), member("x", ELSE)])) == ["a", "b", "x"]
    chain = [member("a", WHOLE), member("b", BRIEF), member("c", HALF), member("x", ELSE)]
    assert ids(components(chain)) == ["abc", "x"]


def test_short_texts_are_copies_by_their_given_origin_alone():
    given_origin = [member("a", SHORT, "o"), member("b", SHORT, "o"), member("c", SHORT)]
    assert ids(components(given_origin)) == ["ab", "c"]


def test_near_copies_join_groups_of_exact_ones():
    groups = components(
        [member("a", WHOLE, "p"), member("b", HALF, "o"), member("c", WHOLE, "p"), member("d", ELSE, "n")]
    )
    assert ids(groups) == ["abc", "d"]
    assert [shared_origin(group) for group in groups] == ["o", "n"]


def test_nothing_has_no_groups():
    assert components([]) == []


def test_the_body_is_what_stands_under_the_title():
    for title in ("", "Talks resume"):
        article = Article.published_text(title=title, body="Talks resume\nThe envoys met.")
        assert body(article.text, article.title) == "Talks resume\nThe envoys met."


POOL = [WHOLE, HALF, BRIEF, ELSE, SHORT, "", " ".join(WORDS[20:300]), f"{ELSE} {HALF}", WHOLE.upper()]
MEMBERS = st.lists(
    st.builds(
        member, st.sampled_from("abcdefghij"), st.sampled_from(POOL), st.sampled_from(["o", "p", None])
    ),
    unique_by=lambda one: one.id,
)


@given(MEMBERS.flatmap(lambda them: st.tuples(st.just(them), st.permutations(them))))
def test_the_order_makes_no_difference(orders):
    one, other = map(components, orders)
    assert one == other
    assert sorted(m.id for group in one for m in group) == sorted(m.id for m in orders[0])


@given(MEMBERS)
def test_groups_are_whole_when_they_are_built_one_by_one(members):
    """As the store does: a new article with all members of the groups it touches gives the same groups."""
    groups: list[tuple[Member, ...]] = []
    for new in members:
        touched = [group for group in groups if len(components([*group, new])) == 1]
        joined = (new, *(m for group in touched for m in group))
        groups = [group for group in groups if group not in touched] + components(joined)
    assert sorted(groups, key=lambda group: group[0].id) == components(members)
