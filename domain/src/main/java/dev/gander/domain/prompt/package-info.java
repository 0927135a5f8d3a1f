/// Prompt templates: their names and the port that finds their text.
@NullMarked
package dev.gander.domain.prompt;

import org.jspecify.annotations.NullMarked;
