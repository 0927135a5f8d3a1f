/// Models: how a session uses one, what is known about published ones, and what their answers cost.
/// Start with [ModelConfig].
@NullMarked
package dev.gander.domain.model;

import org.jspecify.annotations.NullMarked;
