"""Long histories made up by Hypothesis, compared step by step with a plain model.

The model is a list of what was said and decided, and of who was forgotten; what a store
holds follows from it in a few lines. At the end of every history a new store does the
steps that survive, in their order, and both must hold the same; nothing may be broken,
and no file may speak of the forgotten.
"""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
import time
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from faults.histories import DAY, PEOPLE, Desk, Invented, export_by, ids_of
from faults.judging import Report, look_for, memory, scratch
from netpath.model import Decision
from netpath.store import backup_path, put_back
from netpath.store.copying import KEPT
from netpath.store.sqlite import KEPT as BY_ITSELF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS = 15
_OWNERS = PEOPLE[:3]
_TWO_SIDED = ("same", "different", "later", "kept")
_KINDS = (*_TWO_SIDED, "avoid", "confidential")


# --- the model ------------------------------------------------------------------------


@dataclass(frozen=True)
class Import:
    """An export, as said and as it is kept: those in it who are forgotten are not."""

    owner: Invented
    people: tuple[Invented, ...]
    version: int

    def export(self):
        return export_by(self.owner, self.people, version=self.version)


@dataclass(frozen=True)
class Decided:
    """A decision, whose reason or employer is called after somebody."""

    decision: Decision
    third: Invented


@dataclass
class Model:
    """Everything a store has to know."""

    steps: list[Import | Decided] = field(default_factory=list)
    forgotten: list[Invented] = field(default_factory=list)
    me: str = ""
    survived: list[tuple[Callable[[Desk], object], object]] = field(
        default_factory=list
    )

    # What is done.

    def take_in(self, said: Import) -> None:
        if said not in self.steps:
            self.steps.append(said)

    def decide(self, decided: Decided) -> None:
        self.steps.append(decided)

    def undo(self) -> None:
        while self.steps:
            step = self.steps.pop()
            if isinstance(step, Import):
                if self.me not in {one.owner.slug for one in self.imports()}:
                    self.me = ""
                return
            if step.decision.kind != BY_ITSELF:
                return

    def forget(self, person: Invented) -> None:
        self.forgotten.append(person)
        self.me = "" if self.me == person.slug else self.me
        changed = (
            step if isinstance(step, Import) else self._without(step, person)
            for step in self.steps
        )
        self.steps = [step for step in changed if step]

    @staticmethod
    def _without(step: Decided, person: Invented) -> Decided | None:
        said = step.decision
        if said.company:
            return None if step.third == person else step
        gone = {*ids_of(person)}
        left, right = (
            tuple(key for key in side if key not in gone)
            for side in (said.left, said.right)
        )
        if not left or (said.kind in _TWO_SIDED and not right):
            return None
        reason = "" if step.third == person else said.reason
        return replace(
            step, decision=replace(said, left=left, right=right, reason=reason)
        )

    # What follows.

    def imports(self) -> list[Import]:
        return [
            step
            for step in self.steps
            if isinstance(step, Import) and step.owner not in self.forgotten
        ]

    def expected(self) -> dict[str, object]:
        gone = {key for person in self.forgotten for key in ids_of(person)}
        names = {person.name for person in self.forgotten}
        exports = [one.export() for one in self.steps if isinstance(one, Import)]
        records = {
            record.id: (record.name, _unless_named(record.position, names))
            for export in exports
            for record in (export.owner, *export.records)
            if record.id not in gone
        }
        ends = {
            (tie.a, tie.b)
            for export in exports
            for tie in export.ties
            if gone.isdisjoint((tie.a, tie.b))
        }
        owners = {one.owner.id for one in exports} - gone
        decisions = [s.decision for s in self.steps if isinstance(s, Decided)]
        return {
            "records": records,
            "ties": ends,
            "memberships": owners,
            "imports": ["" if one.owner.id in gone else one.source for one in exports],
            "decisions": [
                (d.kind, sorted(d.left), sorted(d.right), d.company, d.reason)
                for d in decisions
            ],
            "me": self.me,
        }


def _unless_named(text: str, names: set[str]) -> str:
    return "" if any(name in text for name in names) else text


def found_in(desk: Desk) -> dict[str, object]:
    """Give what the model speaks of, as a store says it."""
    store = desk.store
    said = store.observations()
    return {
        "records": {r.id: (r.name, r.position) for r in said.records},
        "ties": {(tie.a, tie.b) for tie in said.ties},
        "memberships": {one.member for one in said.memberships},
        "imports": [batch.source for batch in store.batches()],
        "decisions": [
            (d.kind, sorted(d.left), sorted(d.right), d.company, d.reason)
            for d in store.decisions()
        ],
        "me": store.me,
    }


# --- the machine ----------------------------------------------------------------------

# So few that most of what happens happens to somebody who was there before.
few_people = st.lists(st.sampled_from(PEOPLE[3:8]), max_size=4, unique=True)


class StoreMachine(RuleBasedStateMachine):
    """A store beside its model."""

    done = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=memory()))
        self.desk = Desk(self.folder, is_ready=True)
        self.model = Model()
        self.copies: list[tuple[str, Model]] = []
        self.made = 0

    def _do(self, do: Callable[[Desk], object], mark: object = None) -> None:
        """Do something that a new store has to do again."""
        type(self).done += 1
        do(self.desk)
        self.model.survived.append((do, mark))

    @rule(owner=st.sampled_from(_OWNERS), others=few_people, version=st.integers(0, 1))
    def take_in(self, owner, others, version):
        others = tuple(sorted(others, key=PEOPLE.index))
        said = Import(owner, others, version if others else 0)  # of others' titles
        export = said.export()
        is_new = said not in self.model.steps
        self._do(
            lambda desk: desk.store.add(export, on=DAY), "step" if is_new else "again"
        )
        self.model.take_in(said)

    @precondition(lambda self: self._known())
    @rule(data=st.data(), kind=st.sampled_from(_KINDS))
    def decide(self, data, kind):
        known = self._known()
        left, right, third = (data.draw(st.sampled_from(known)) for _ in "lrt")
        ids = found_in(self.desk)["records"]
        sides = [tuple(key for key in ids_of(p) if key in ids) for p in (left, right)]
        decision = Decision(kind, *sides, reason=f"says {third.name}")
        self._decide(Decided(decision, third))

    @precondition(lambda self: self._known())
    @rule(data=st.data())
    def avoid_a_company(self, data):
        third = data.draw(st.sampled_from(self._known()))
        decision = Decision("avoid", company=f"{third.name} & Co.")
        self._decide(Decided(decision, third))

    def _decide(self, decided: Decided) -> None:
        mark = BY_ITSELF if decided.decision.kind == BY_ITSELF else "step"
        self._do(lambda desk: desk.store.decide(decided.decision, on=DAY), mark)
        self.model.decide(decided)

    def _known(self) -> list[Invented]:
        records = self.model.expected()["records"]
        return [p for p in PEOPLE if not records.keys().isdisjoint(ids_of(p))]

    @rule()
    def undo(self):
        self._do(lambda desk: desk.store.undo(), "undo")
        self.model.undo()

    @rule(data=st.data())
    def forget(self, data):
        person = data.draw(st.sampled_from(self._known() or PEOPLE))

        def do(desk: Desk) -> None:
            desk.store.forget(
                ids_of(person), also=[person.name, person.slug, person.email]
            )

        self._do(do)
        for model in (self.model, *(model for _, model in self.copies)):
            model.forget(person)
            if model is not self.model:
                model.survived.append((do, None))

    @precondition(lambda self: self.model.imports())
    @rule(data=st.data())
    def be_somebody(self, data):
        slug = data.draw(st.sampled_from(self.model.imports())).owner.slug
        self._do(lambda desk: desk.store.set_me(slug))
        self.model.me = slug

    @rule()
    def backup(self):
        type(self).done += 1
        self.desk.store.backup(self._next_copy())
        self._copied(copy.copy(self.model))
        del self.copies[:-KEPT]

    @precondition(lambda self: self.copies)
    @rule(data=st.data())
    def restore(self, data):
        type(self).done += 1
        name, model = data.draw(st.sampled_from(self.copies))
        put_back(
            self.desk.path, backup_path(self.desk.path, name), kept_as=self._next_copy()
        )
        self._copied(self.model)
        self.model = self._of_its_own(model)

    def _next_copy(self) -> Path:
        self.made += 1
        return backup_path(self.desk.path, f"{self.made}")

    def _copied(self, model: Model) -> None:
        # One a second, however fast this machine is.
        path = backup_path(self.desk.path, f"{self.made}")
        os.utime(path, (self.made, self.made))
        self.copies.append((f"{self.made}", self._of_its_own(model)))

    @staticmethod
    def _of_its_own(model: Model) -> Model:
        return replace(
            model,
            steps=[*model.steps],
            forgotten=[*model.forgotten],
            survived=[*model.survived],
        )

    @rule()
    def reopen(self):
        type(self).done += 1
        self.desk.close()

    @invariant()
    def the_store_holds_what_the_model_says(self):
        assert found_in(self.desk) == self.model.expected()

    def teardown(self):
        try:
            assert self.desk.store.check() == []
            copies = {path.name for path in self.desk.store.backups()}
            assert copies == {f"store-{name}.sqlite" for name, _ in self.copies}
            canaries = {c for person in self.model.forgotten for c in person.canaries}
            look_for(frozenset(canaries), self.folder)
            assert self.desk.store.dump() == self._done_anew()
        finally:
            self.desk.close()
            shutil.rmtree(self.folder)

    def _done_anew(self) -> str:
        with scratch() as folder, Desk(folder, is_ready=True) as desk:
            for do in surviving(self.model.survived):
                do(desk)
            return desk.store.dump()


def surviving(
    steps: list[tuple[Callable[[Desk], object], object]],
) -> list[Callable[[Desk], object]]:
    """Leave out what was taken back, with the taking back.

    Where somebody was forgotten in between, both stay: that outlives what is undone.
    """
    left: list[tuple[Callable[[Desk], object], object]] = []
    for do, mark in steps:
        # What netpath kept by itself goes with the step before it.
        kept = len(list(takewhile(lambda one: one[1] == BY_ITSELF, reversed(left))))
        is_next = left[-kept - 1 : len(left) - kept]
        if mark == "undo" and [mark for _, mark in is_next] == ["step"]:
            del left[-kept - 1 :]
        elif mark != "again":
            left.append((do, mark))
    return [do for do, _ in left]


# --- running it -----------------------------------------------------------------------


@dataclass
class MachineReport(Report):
    """``count`` is that of the steps; ``examples`` of the histories they made up."""

    examples: int = 0

    def lines(self) -> Iterator[str]:
        yield from super().lines()
        yield f"{self.examples} histories"


def run(count: int, seed_: int, *, shrinks: bool = True) -> MachineReport:
    """Do about so many steps; ``shrinks`` looks for a short history that fails."""
    report, began = MachineReport(), time.perf_counter()

    @seed(seed_)
    class Counted(StoreMachine):
        done = 0

    try:
        run_state_machine_as_test(
            Counted,
            settings=settings(
                max_examples=max(1, count // STEPS),
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=[Phase.generate, *([Phase.shrink] if shrinks else [])],
                suppress_health_check=list(HealthCheck),
            ),
        )
    except Exception as error:  # noqa: BLE001 - it is reported
        report.fail(f"{error!r:.2000}\n" + "\n".join(getattr(error, "__notes__", ())))
    report.count = Counted.done
    report.examples = max(1, count // STEPS)
    report.seconds = time.perf_counter() - began
    return report
