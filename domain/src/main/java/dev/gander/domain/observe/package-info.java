/// What operators look at: health, measures, traces and levels of the log. Start with [Vitals] for
/// health. What the server keeps for its users is elsewhere.
@NullMarked
package dev.gander.domain.observe;

import org.jspecify.annotations.NullMarked;
