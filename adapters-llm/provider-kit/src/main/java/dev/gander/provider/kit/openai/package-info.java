/// OpenAI's two dialects, which many services speak, each with its request and its streamed answer:
/// Chat Completions, and Responses for models that reason; and the provider `openai`. What differs
/// between services is data in `ChatDialect` and `ResponsesDialect`.
@NullMarked
package dev.gander.provider.kit.openai;

import org.jspecify.annotations.NullMarked;
