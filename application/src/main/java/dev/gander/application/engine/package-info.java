/// The mechanics of a turn: the loop, its rounds, tools and permissions, prompts and accounting.
/// Start with `TurnLoop`.
@NullMarked
package dev.gander.application.engine;

import org.jspecify.annotations.NullMarked;
