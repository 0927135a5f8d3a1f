/// OpenAI's Chat Completions, which many services speak: the request, the streamed answer, and the
/// provider `openai`. What differs between services is data in `ChatDialect`.
@NullMarked
package dev.gander.adapters.llm.openai;

import org.jspecify.annotations.NullMarked;
