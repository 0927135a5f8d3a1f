/// OpenAI, and declared services that speak chat completions or Responses.
@NullMarked
package dev.gander.adapters.llm.services.openai;

import org.jspecify.annotations.NullMarked;
