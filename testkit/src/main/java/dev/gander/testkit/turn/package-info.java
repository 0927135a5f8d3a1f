/// Contracts of the ports that servers share through one store: turns, their events, their
/// questions.
@NullMarked
package dev.gander.testkit.turn;

import org.jspecify.annotations.NullMarked;
