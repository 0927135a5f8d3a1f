/// OpenAI, and declared services with chat completions or Responses.
@NullMarked
package dev.gander.adapters.llm.services.openai;

import org.jspecify.annotations.NullMarked;
