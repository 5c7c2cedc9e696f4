"""Methods of others: found only when asked for, refused with what to do when they are broken."""

import sys
from collections.abc import Callable, Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest

from tests.builders import a_claim, a_snapshot
from tests.distributions import install
from tracker.errors import MethodError, OptionError
from tracker.model import Snapshot
from tracker.reconcile import METHODS, dossier, every_method, method_named

Install = Callable[..., None]
HEAD = "from tracker.reconcile import Estimate, nothing_usable, unless_questionable\n"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs distributions where this test alone finds them, their modules forgotten after."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    def with_distribution(name: str, entries: dict[str, str] | str, code: str = "") -> None:
        install(tmp_path, name, entries, **({"code": code} if code else {}))
        invalidate_caches()

    yield with_distribution
    for module in [module for module in sys.modules if module.startswith("toy_")]:
        del sys.modules[module]


def two_claims() -> Snapshot:
    return a_snapshot(
        a_claim(1, "hospital", low=40), a_claim(2, "police", low=44, said="2016-07-28")
    )


def refusal(name: str) -> str:
    with pytest.raises(MethodError) as refused:
        dossier(two_claims(), name)
    return str(refused.value)


class TestAMethodOfYourOwn:
    def test_estimates_like_any_other_and_explains_itself(self, installed: Install) -> None:
        installed("toy-methods", {"oldest": "toy_methods:oldest"})

        known = dossier(two_claims(), "oldest")

        (picture,) = known.pictures
        assert picture.estimate.figures == (40, 40, 40)
        assert picture.estimate.used == ("c1",)
        assert dict(picture.estimate.set_aside) == {"c2": "newer"}
        newest = picture.standing.claims[1]
        assert known.method.told(picture.estimate, newest) == "number 2 by age"

    def test_is_listed_with_the_distribution_that_it_comes_from(self, installed: Install) -> None:
        installed("toy-methods", {"oldest": "toy_methods:oldest"})

        methods, broken = every_method()

        (oldest,) = (one for one in methods if one.name == "oldest")
        assert oldest.origin == "toy-methods 1.0"
        assert oldest.rule == "The oldest standing claim that has a number"
        assert broken == []

    def test_is_suggested_to_who_mistypes_it(self, installed: Install) -> None:
        installed("toy-methods", {"oldest": "toy_methods:oldest"})

        with pytest.raises(OptionError, match="no method 'oldst'; did you mean oldest"):
            method_named("oldst")

    def test_takes_no_options(self, installed: Install) -> None:
        installed("toy-methods", {"oldest": "toy_methods:oldest"})

        with pytest.raises(OptionError, match="oldest takes no options"):
            method_named("oldest:years=3")


BROKEN = {
    "cannot be loaded from toy_a:missing: AttributeError": ("missing", HEAD),
    "cannot be loaded from toy_a:mine: ModuleNotFoundError: No module named 'nowhere'": (
        "mine",
        "import nowhere",
    ),
    "cannot be loaded from toy_a:mine: SyntaxError": ("mine", "def mine(:"),
    "cannot be loaded from toy_a:mine: SystemExit: 3": ("mine", "raise SystemExit(3)"),
    "(toy_a:mine) is no function": ("mine", "mine = 57"),
    "(toy_a:mine) is a class, not a plain function": ("mine", "class mine: pass"),
    "(toy_a:mine) is async, not a plain function": ("mine", "async def mine(standing): ..."),
    "cannot be called with the standing claims alone: missing a required argument: 'as_of'": (
        "mine",
        "def mine(standing, as_of): ...",
    ),
    "cannot be called with the standing claims alone: too many positional arguments": (
        "mine",
        "def mine(): ...",
    ),
}
NONSENSE = {
    "it returned '57', not an Estimate": "return 57",
    "it returned 'None', not an Estimate": "return None",
    "low 9, best 5, high 9 are not in order": "return make(9, 5, 9)",
    "low 9, best None, high 5 are not in order": "return make(9, None, 5)",
    "best is '47.5', not a whole number or None": "return make(40, 47.5, 50)",
    "high is 'inf', not a whole number or None": "return make(40, 40, float('inf'))",
    "low is 'True', not a whole number or None": "return make(True, 40, 50)",
    "low is -1, below 0": "return make(-1, 40, 50)",
    "it says no rule": "return make(40, 40, 40)._replace(rule=' ')",
    "why_not is no function": "return make(40, 40, 40)._replace(why_not=None)",
    "disputed is '1', not True or False": "return make(40, 40, 40)._replace(disputed=1)",
    "rests on 'c9', which is no claim that stands": "return make(40, 40, 40, ('c9',))",
    "it rests on one claim twice": "return make(40, 40, 40, ('c1', 'c1'))",
    "best is 40, and it names no claim": "return make(40, 40, 40, ())",
    "used is \"['c1']\", not a tuple of ids": "return make(40, 40, 40, ['c1'])",
    "its standing is not the one": "return make(40, 40, 40)._replace(standing=None)",
    "failed on killed / all: IndexError: tuple index out of range": "return standing.claims[9]",
    "failed on killed / all: SystemExit: 3": "raise SystemExit(3)",
}
FAULTY = HEAD + (
    "def mine(standing):\n"
    "    def make(low, best, high, used=('c1',)):\n"
    "        why_not = unless_questionable('other')\n"
    "        return Estimate(low, best, high, 'mine', standing, why_not, used)\n"
    "    "
)


class TestABrokenMethod:
    @pytest.mark.parametrize("problem", BROKEN)
    def test_is_refused_with_the_reason_and_what_to_do(
        self, problem: str, installed: Install
    ) -> None:
        attribute, code = BROKEN[problem]
        installed("toy-a", {"mine": f"toy_a:{attribute}"}, code)

        said = refusal("mine")

        assert said.startswith("method 'mine' of toy-a 1.0 ")
        assert problem in said
        assert "; install toy-a again" in said or "; a method is one function" in said

    @pytest.mark.parametrize("problem", NONSENSE)
    def test_never_gets_nonsense_onto_the_screen(self, problem: str, installed: Install) -> None:
        installed("toy-a", {"mine": "toy_a:mine"}, FAULTY + NONSENSE[problem])

        assert problem in refusal("mine")

    def test_that_cannot_explain_a_claim_is_refused_when_it_is_asked_to(
        self, installed: Install
    ) -> None:
        mute = "return make(40, 40, 40)._replace(why_not=lambda estimate, one: None)"
        installed("toy-a", {"mine": "toy_a:mine"}, FAULTY + mute)

        (picture,) = dossier(two_claims(), "mine").pictures
        with pytest.raises(MethodError, match="explains a claim with 'None', no text"):
            _ = picture.estimate.set_aside

    def test_that_ends_the_program_while_it_explains_is_refused_too(
        self, installed: Install
    ) -> None:
        code = HEAD + "import sys\n" + FAULTY.removeprefix(HEAD)
        fatal = "return make(40, 40, 40)._replace(why_not=lambda estimate, one: sys.exit(3))"
        installed("toy-a", {"mine": "toy_a:mine"}, code + fatal)

        (picture,) = dossier(two_claims(), "mine").pictures
        with pytest.raises(MethodError, match="failed to explain: SystemExit: 3"):
            _ = picture.estimate.set_aside

    def test_leaves_every_other_method_alone_and_is_listed_with_the_reason(
        self, installed: Install
    ) -> None:
        installed("toy-a", {"mine": "toy_a:mine"}, "import nowhere")
        installed("toy-methods", {"oldest": "toy_methods:oldest"})

        methods, broken = every_method()

        assert [one.name for one in methods] == [*METHODS, "oldest"]
        assert [one.name for one in broken] == ["mine"]
        assert dossier(two_claims(), "oldest").pictures[0].estimate.best == 40


class TestNames:
    def test_a_built_in_method_keeps_its_name(self, installed: Install) -> None:
        installed("toy-methods", {"latest": "toy_methods:oldest"})

        assert dossier(two_claims(), "latest").pictures[0].estimate.best == 44
        (problem,) = every_method()[1]
        assert "has the name of a built-in method" in str(problem)
        assert "register it under another name" in str(problem)

    def test_a_name_that_two_distributions_register_is_neithers(self, installed: Install) -> None:
        installed("toy-a", {"mine": "toy_a:oldest"})
        installed("toy-b", {"mine": "toy_b:oldest"})

        said = refusal("mine")

        assert "of toy-a 1.0 is registered by toy-b 1.0 too; uninstall all but one" in said

    def test_of_a_distribution_found_twice_the_first_counts(
        self, installed: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed("toy-a", {"mine": "toy_a:oldest"})
        (tmp_path / "later").mkdir()
        install(tmp_path / "later", "toy-a", {"mine": "toy_a:oldest"}, version="0.9")
        monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "later")])

        assert method_named("mine").origin == "toy-a 1.0"

    @pytest.mark.parametrize("name", ["Oldest", "old est", "\u202eold", "oldest;x", "x" * 41])
    def test_a_name_that_the_option_could_not_take_is_refused(
        self, name: str, installed: Install
    ) -> None:
        installed("toy-methods", {name: "toy_methods:oldest"})

        (problem,) = every_method()[1]
        assert "has a name that --method cannot take" in str(problem)

    def test_entry_points_that_cannot_be_read_spoil_nothing_else(self, installed: Install) -> None:
        installed("toy-a", "[casualty_tracker.methods]\nno equals sign\n")
        installed("toy-b", "what is this\n[\n")
        installed("toy-methods", {"oldest": "toy_methods:oldest"})

        methods, broken = every_method()

        assert [one.name for one in methods if one.origin != "built in"] == ["oldest"]
        assert [one.origin for one in broken] == ["toy-a 1.0"]
