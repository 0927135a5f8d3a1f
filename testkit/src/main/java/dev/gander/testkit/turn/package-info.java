/// Contracts of the ports that servers on one store share: turns, their events, their questions.
@NullMarked
package dev.gander.testkit.turn;

import org.jspecify.annotations.NullMarked;
