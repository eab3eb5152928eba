"""What a decision does to incidents, as lines on the screen: the incidents concerned before and after."""

from typing import TYPE_CHECKING

import click

from cenotaph.cli.show import plain

if TYPE_CHECKING:
    from cenotaph.model import Incident
    from cenotaph.steps.effect import Effect

__all__ = ["show_effect"]

SHOWN = 20


def show_effect(effect: "Effect", *, done: bool) -> None:
    """Print the sentence and, where incidents are concerned, each before and after."""
    click.echo(effect.sentence(done=done))
    if not effect.moves:
        return
    for heading, incidents in (("before", effect.was), ("after", effect.become)):
        click.echo(f"{heading}:")
        for one in incidents[:SHOWN]:
            click.echo(f"  {_line(one)}")
        if len(incidents) > SHOWN:
            click.echo(f"  and {len(incidents) - SHOWN:,} more")


def _line(one: "Incident") -> str:
    count = len(one.members)
    return f"{one.id}  {plain(one.label)}  ({count:,} claim{'' if count == 1 else 's'})"
