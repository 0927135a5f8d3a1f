/// OpenAI's two dialects, which many services speak, each with its request and its streamed answer.
/// Chat Completions: describe the service as a [ChatService] and make a [ChatProvider]. Responses,
/// for models that reason: a [ResponsesDialect] and [Responses]; [ResponsesProvider] puts both side
/// by side.
@NullMarked
package dev.gander.provider.kit.openai;

import org.jspecify.annotations.NullMarked;
