/// OpenAI's two dialects, which many services use, each with its request and its streamed answer.
/// Chat Completions: describe the service as a [ChatService] and create a [ChatProvider].
/// Responses, for models that reason: a [ResponsesDialect] and [Responses]; [ResponsesProvider]
/// combines the two.
@NullMarked
package dev.gander.provider.kit.openai;

import org.jspecify.annotations.NullMarked;
