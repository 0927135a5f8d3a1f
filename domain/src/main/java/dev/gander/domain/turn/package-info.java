/// Turns: what is asked of one, the events it makes, and the ports by which several servers share
/// them.
@NullMarked
package dev.gander.domain.turn;

import org.jspecify.annotations.NullMarked;
