/// Runs the tool calls of a round and collects their answers.
@NullMarked
package dev.gander.application.engine.tool;

import org.jspecify.annotations.NullMarked;
