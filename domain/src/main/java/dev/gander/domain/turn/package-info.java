/// Turns: their requests and events, and the ports through which several servers share them.
@NullMarked
package dev.gander.domain.turn;

import org.jspecify.annotations.NullMarked;
