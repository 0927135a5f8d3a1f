/// Recipes that run by the clock.
@NullMarked
package dev.gander.adapters.acp.schedule;

import org.jspecify.annotations.NullMarked;
