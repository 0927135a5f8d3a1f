package dev.gander.application.toolshim;

import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;

/// Enables tool calls for a model that does not support them (`GOOSE_TOOLSHIM`). The system prompt
/// describes the tools, earlier calls and results in the conversation become texts, and no tools
/// are sent. An answer is held back until it is complete, or from where a call may begin; then its
/// calls are extracted: see [SpokenCalls].
public final class ToolShim implements ForwardingProvider {
  private final Provider model;
  private final SpokenCalls calls;
  private final ToolTexts texts;

  public ToolShim(Provider model, SpokenCalls calls, ToolTexts texts) {
    this.model = model;
    this.calls = calls;
    this.texts = texts;
  }

  @Override
  public Provider inner() {
    return model;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    ProviderRequest plain =
        new ProviderRequest(
            request.model(),
            request.sessionId(),
            texts.prompt(request.system(), request.tools()),
            texts.conversation(request.messages()),
            List.of(),
            request.workContext(),
            request.purpose());
    ProviderStream answer = model.stream(plain);
    if (request.tools().isEmpty()) {
      return answer;
    }
    HeldBackAnswer.Reading reading = message -> calls.read(message, request);
    return calls.needWholeAnswer()
        ? new HeldBackAnswer(answer, reading)
        : new StreamedUntilCall(answer, reading);
  }
}
