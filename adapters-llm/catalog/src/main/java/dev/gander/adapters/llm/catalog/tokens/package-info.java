/// Counts the tokens of a text without asking a service.
@NullMarked
package dev.gander.adapters.llm.catalog.tokens;

import org.jspecify.annotations.NullMarked;
