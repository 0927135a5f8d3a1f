/// LiteLLM: a proxy that offers chat completions for any model.
@NullMarked
package dev.gander.adapters.llm.services.litellm;

import org.jspecify.annotations.NullMarked;
