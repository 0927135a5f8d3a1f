/// Runs: work that a program hands over, and its result. Start with [dev.gander.domain.run.Run].
@NullMarked
package dev.gander.domain.run;

import org.jspecify.annotations.NullMarked;
