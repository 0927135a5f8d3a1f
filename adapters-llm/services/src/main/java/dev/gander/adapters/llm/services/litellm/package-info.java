/// LiteLLM: a proxy that speaks chat completions for any model.
@NullMarked
package dev.gander.adapters.llm.services.litellm;

import org.jspecify.annotations.NullMarked;
