/// Anthropic, and declared services with its messages API.
@NullMarked
package dev.gander.adapters.llm.services.anthropic;

import org.jspecify.annotations.NullMarked;
