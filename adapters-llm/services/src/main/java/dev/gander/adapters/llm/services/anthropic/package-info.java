/// Anthropic, and declared services that speak its messages.
@NullMarked
package dev.gander.adapters.llm.services.anthropic;

import org.jspecify.annotations.NullMarked;
