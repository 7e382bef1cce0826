"""What the comparison page offers for review, to whom."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from lxml import html

from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations import review
from newsalign.bitext.templatetags.review import SIGNS
from tests import builders

pytestmark = pytest.mark.django_db


def page(client: Client, *, may_review: bool, query: str = "") -> str:
    pair = builders.aligned_pair()
    first, second = Bead.objects.filter(alignment__pair=pair).order_by("position")[:2]
    builders.confirm([first, second])
    builders.note(Bead.objects.get(pk=first.pk), "Ask <Ann>")
    user = builders.user("rita")
    if may_review:
        user.user_permissions.add(Permission.objects.get(codename="review_pair"))
    client.force_login(user)
    return client.get(pair.get_absolute_url() + query).content.decode()


def test_readers_see_what_was_decided_and_nothing_to_press(client: Client):
    shown = page(client, may_review=False, query="?row=s1")
    assert 'class="decision confirmed"' in shown
    assert "Ask &lt;Ann&gt;" in shown
    for offered in ("data-row-actions", "data-review-tools", "by-hand", "js/review.js"):
        assert offered not in shown


def test_reviewers_get_one_set_of_actions_however_many_rows(client: Client):
    shown = page(client, may_review=True)
    assert shown.count("data-row-actions") == 1
    assert shown.count("by-hand-link") == 2


def test_a_row_is_opened_for_review_without_scripts(client: Client):
    shown = page(client, may_review=True, query="?row=s2")
    assert shown.count("data-by-hand") == 1
    assert shown.count("by-hand-link") == 1
    assert shown.index("data-by-hand") > shown.index('id="rs2"')


@pytest.mark.parametrize("may_review", [False, True])
def test_the_legend_explains_what_people_said(client: Client, may_review: bool):
    shown = html.document_fromstring(page(client, may_review=may_review))
    (legend,) = shown.xpath("//details[@class='legend']")
    signs = legend.xpath(".//*[starts-with(@class, 'decision ')]/@class")
    assert {sign.split()[1] for sign in signs} == set(SIGNS)
    assert bool(legend.xpath(".//*[@class='s marked']")) is may_review


def bar(client: Client, pair: Pair) -> html.HtmlElement:
    page = html.document_fromstring(client.get(pair.get_absolute_url()).content.decode())
    (found,) = page.xpath("//section[@id='review']")
    return found


def offered(found: html.HtmlElement) -> set[str]:
    """Names of the steps that the bar's enabled buttons take."""
    addresses = found.xpath(".//button[not(@disabled)]/@formaction")
    return {address.split("/review/")[1].split("/")[0] for address in addresses}


def test_a_reviewer_takes_a_pair_and_gives_it_back_and_an_administrator_gives_it_to_anybody(
    client: Client,
):
    pair = builders.aligned_pair()
    rita = builders.with_role(builders.user("rita"), "reviewer")
    client.force_login(rita)
    assert bar(client, pair).xpath(".//button[@name='who']/@value") == ["rita"]
    review.assign(pair=pair, user=rita, reviewer=rita)
    assert bar(client, pair).xpath(".//button[@name='who']/@value") == [""]
    review.assign(pair=pair, user=rita, reviewer=builders.administrator())
    assert "assign" not in offered(bar(client, pair))
    assert "root reviews it" in bar(client, pair).text_content()
    client.force_login(builders.administrator())
    found = bar(client, pair).xpath(".//select[@name='who']")[0]
    assert found.value == "root"
    assert found.value_options == ["", "rita", "root"]


def test_the_bar_says_where_a_pair_is_and_offers_what_comes_next(as_administrator: Client):
    pair, root = builders.aligned_pair(), builders.administrator()

    def told() -> tuple[str, set[str]]:
        found = bar(as_administrator, pair)
        (state,) = found.xpath(".//*[@aria-current='step']")
        return state.text, offered(found) & {"begin", "finish", "reopen"}

    assert told() == ("To be reviewed", {"begin", "finish"})
    review.begin(pair=pair, user=root)
    assert told() == ("In review", {"finish"})
    review.finish(pair=pair, user=root, version=2, rest_as_is=True)
    assert told() == ("Done", {"reopen"})


def test_a_passage_is_flagged_for_somebody_of_a_list(as_administrator: Client):
    pair, eve = builders.aligned_pair(), builders.user("eve", first_name="Eve")
    builders.with_role(builders.user("rita"), "reviewer")
    first = pair.alignment.beads.first()
    seen = [builders.seen(first)]
    review.flag_beads(pair=pair, user=builders.user(), seen=seen, flagged_for=eve)
    address = f"{pair.get_absolute_url()}?row=s1"
    page = html.document_fromstring(as_administrator.get(address).content.decode())
    asked = page.xpath("//dialog[@data-ask='flag']//select[@name='who']")[0]
    assert asked.value_options == ["", "rita", "root"]
    by_hand = page.xpath("//*[@data-by-hand]//select[@name='who']")
    assert [one.value for one in by_hand] == ["eve", ""]


def test_the_last_change_is_told(client: Client):
    assert "ann: Note written" in page(client, may_review=True)
