/// Models that run on this machine, in engines of their own. Start with `LocalEngines`.
@NullMarked
package dev.gander.domain.inference;

import org.jspecify.annotations.NullMarked;
