/// OpenRouter: models of nearly all makers behind one address, called by chat completions with a
/// few members of its own.
@NullMarked
package dev.gander.adapters.llm.services.openrouter;

import org.jspecify.annotations.NullMarked;
