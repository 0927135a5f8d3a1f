/// Prompt templates: their names and the port that loads their texts.
@NullMarked
package dev.gander.domain.prompt;

import org.jspecify.annotations.NullMarked;
