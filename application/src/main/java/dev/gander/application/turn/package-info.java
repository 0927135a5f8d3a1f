/// The register of turns: wherever a turn was started, it is known here, its events go to its
/// session's log, and it is cancelled in the same way. Start with [Turns].
@NullMarked
package dev.gander.application.turn;

import org.jspecify.annotations.NullMarked;
