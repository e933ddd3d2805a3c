"""The items of a question's rubric; whoever carries one follows its changes."""

import json
from dataclasses import replace

from nbgrader.api import new_uuid
from sqlalchemy import insert, select, update

from examiner.marking.giving import ConflictError, Giving, Marker
from examiner.marking.marks import RubricItem
from examiner.marking.tables import ITEMS, MARKS


class Rubric(Giving):
    """The items: from the mark scheme, added, reworded, merged."""

    def learn_items(self, items):
        """Have the items of the mark scheme in the rubric: new lines come, gone ones go unless an
        answer carries them. What markers changed stays as they changed it.

        Parameters
        ----------
        items : list of examiner.notebooks.schemes.Item
        """
        lines = {f"{each.points:g} {each.text}": each for each in items}
        with self.store.reading() as connection:
            known = connection.execute(select(ITEMS).where(self.place.of(ITEMS))).all()
        origins = {row.origin for row in known}
        outdated = [r.id for r in known if r.origin and r.origin not in lines and not r.gone]
        if set(lines) <= origins and not outdated:
            return
        with self.store.writing() as connection:
            known = connection.execute(select(ITEMS).where(self.place.of(ITEMS))).all()
            origins = {row.origin for row in known}
            for place, (origin, item) in enumerate(lines.items()):
                if origin not in origins:
                    self._add(connection, item.points, item.text, place, origin)
            carried = {
                each
                for row in connection.execute(select(MARKS.c.carried).where(self.place.of(MARKS)))
                for each in json.loads(row[0])
            }
            gone = [each for each in outdated if each not in carried]
            connection.execute(update(ITEMS).where(ITEMS.c.id.in_(gone)).values(gone=1))

    def _add(self, connection, points, text, place, origin=""):
        row = {"id": new_uuid(), **self.place._asdict(), "place": place, "gone": 0}
        connection.execute(insert(ITEMS).values(points=points, text=text, origin=origin, **row))
        return row["id"]

    def add_item(self, marker, points, text):
        """A new item at the end; its id."""
        with self.store.writing() as connection:
            own = select(ITEMS.c.place).where(self.place.of(ITEMS))
            last = max((row[0] for row in connection.execute(own)), default=-1)
            item = self._add(connection, points, text, last + 1)
            after = {"points": points, "text": text, "gone": 0}
            self._log(connection, marker, new_uuid(), {"gone": 1}, after, item=item)
            return item

    def change_item(self, marker, item, points, text, gone=False, into=None, dry=False):
        """Reword, reweigh, remove or merge an item; all answers that carry it follow.

        Parameters
        ----------
        marker : Marker
        item : str
        points : float
        text : str
        gone : bool
            Remove it.
        into : str, optional
            Another item that takes its place wherever it is carried.
        dry : bool
            Change nothing, and say whom it would touch.

        Returns
        -------
        list of dict
            Per answer that carries it: student, and its points before and after.
        """
        with self.store.writing() as connection:
            before = self.rubric(connection)
            if item not in before or (into is not None and into not in before):
                raise ConflictError("This item is not there any more.")
            if gone or into:
                after = {name: each for name, each in before.items() if name != item}
            else:
                after = before | {item: RubricItem(item, points, text)}
            touched = []
            batch = new_uuid()
            for look in (1, 2):
                there = self.standings(connection, look=look, locked=True)
                for each in there.values():
                    if item not in each.mark.items:
                        continue
                    mark = _without(each.mark, item, into) if gone or into else each.mark
                    row = {"student": each.student, "look": look, "before": each.score}
                    touched.append(row | {"after": mark.score(after, self.most)})
                    if not dry:
                        own = Marker(marker.name, look)
                        self.put(connection, own, each, mark, after, batch)
            if dry:
                return touched
            old, new = before[item], after.get(item)
            facts = {"gone": 1} if new is None else {"points": new.points, "text": new.text}
            connection.execute(update(ITEMS).where(ITEMS.c.id == item).values(facts))
            told = {"points": old.points, "text": old.text, "gone": 0}
            self._log(connection, marker, batch, told, {**told, **facts}, item=item)
            return touched


def _without(mark, item, into):
    items = [each for each in mark.items if each != item]
    if into and into not in items:
        items.append(into)
    # An answer that carried this item alone was marked, and stays so.
    free = mark.free if items or mark.free is not None else 0.0
    return replace(mark, items=tuple(items), free=free)
