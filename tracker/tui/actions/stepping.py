"""Going through time, counts and voices."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from tracker.tui.desk_state import NO_TOTAL_YET, DeskState


class Stepping(DeskState):
    """Keys that change what the timeline shows."""

    def action_step(self, by: int) -> None:
        """As of the previous or next change of the count in focus; past the last: the latest."""
        if not self.is_moving_known() or self.shown is None:
            return
        moments = [step.at_us for step in self.shown.timeline]
        at = self.view.as_of_us
        if by < 0:
            place = (len(moments) - 1 if at is None else bisect_left(moments, at)) - 1
            if at is not None or len(moments) > 1:
                self.ask(replace(self.view, as_of_us=moments[max(place, 0)]))
        elif at is not None:
            place = bisect_right(moments, at)
            later = moments[place] if place < len(moments) else None
            is_last = later is None or place == len(moments) - 1
            self.ask(replace(self.view, as_of_us=None if is_last else later))

    def action_day(self, by: int) -> None:
        """As of the end of the day before, or of the next day, in the incident's zone."""
        if not self.is_moving_known() or self.shown is None:
            return
        from tracker.tui.days import day_end

        last_us = self.shown.timeline[-1].at_us
        at_us = last_us if self.view.as_of_us is None else self.view.as_of_us
        asked = day_end(at_us, by, self.shown.snapshot.incident.timezone)
        if by > 0 and asked >= last_us:
            self.action_latest()
        elif asked >= self.shown.timeline[0].at_us or by > 0:
            self.ask(replace(self.view, as_of_us=asked))

    def action_latest(self) -> None:
        """Everything that is public and recorded."""
        self.ask(replace(self.view, as_of_us=None, known_at_us=None))

    def action_next_count(self, by: int) -> None:
        """The next count of the incident, in the dossier's order."""
        if self.is_nothing_shown() or self.is_elsewhere() or self.shown is None:
            return
        counts = [picture.count for picture in self.shown.whole.dossier.pictures]
        if self.shown.count is None:
            self.say(NO_TOTAL_YET)
        else:
            place = (counts.index(self.shown.count) + by) % len(counts)
            self.ask(replace(self.view, count=counts[place], voice="", window=None))

    def action_next_voice(self, by: int) -> None:
        """The next voice that gave a number of the count, the most talkative first; then none."""
        if not self.is_moving_known() or self.shown is None:
            return
        voices = ("", *(self.shown.lines.voices if self.shown.lines else ()))
        place = voices.index(self.view.voice) if self.view.voice in voices else 0
        self.ask(replace(self.view, voice=voices[(place + by) % len(voices)]))

    def action_zoom_time(self, by: int) -> None:
        """Half the time around the as-of moment, or twice as much."""
        if not self.is_moving_known() or self.shown is None or self.shown.chart is None:
            return
        if not self.shown.chart.moments:
            return
        from tracker.tui.days import zoomed

        window = zoomed(self.shown.chart, self.view.as_of_us, by)
        self.ask(replace(self.view, window=window))

    def action_mark(self) -> None:
        """Mark the moment that is looked at; at the latest, the last change."""
        if not self.is_moving_known() or self.shown is None:
            return
        at_us = self.view.as_of_us
        marked = self.shown.timeline[-1].at_us if at_us is None else at_us
        self.ask(replace(self.view, mark_us=None if marked == self.view.mark_us else marked))
