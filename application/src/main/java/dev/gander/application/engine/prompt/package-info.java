/// The model's input beside the conversation: system prompt, tools, hints, the context of a turn.
@NullMarked
package dev.gander.application.engine.prompt;

import org.jspecify.annotations.NullMarked;
