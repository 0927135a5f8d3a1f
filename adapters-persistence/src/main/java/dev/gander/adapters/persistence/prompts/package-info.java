/// Prompt templates: ours, and the user's versions of them.
@NullMarked
package dev.gander.adapters.persistence.prompts;

import org.jspecify.annotations.NullMarked;
