/// How a turn works: the loop, its rounds, tools and permissions, prompts and accounting. Start
/// with `TurnLoop`.
@NullMarked
package dev.gander.application.engine;

import org.jspecify.annotations.NullMarked;
