package dev.gander.application.observe;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Observer.Saying;
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/// A model call under way. For the thread that pulls; any thread may abandon it.
final class OpenModelCall {
  private final ModelCalls calls;
  private final String provider;
  private final Observed observed;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final List<Message> heard = new ArrayList<>();
  private volatile TokenUsage tokens = TokenUsage.UNKNOWN;
  private volatile String model;
  private boolean isAccepted;

  OpenModelCall(ModelCalls calls, String provider, ProviderRequest request, Observed observed) {
    this.calls = calls;
    this.provider = provider;
    this.observed = observed;
    this.model = request.model().modelName();
    if (observed.wantsContents()) {
      observed.content(
          Saying.SYSTEM_PROMPT, calls.write(TracedMessages.ofSystem(request.system())));
      observed.content(Saying.INPUT_MESSAGES, calls.write(TracedMessages.of(request.messages())));
    }
  }

  void accepted() {
    isAccepted = true;
  }

  boolean isUnanswered() {
    return !isAccepted;
  }

  void hear(Delta delta) {
    if (observed == Unobserved.INSTANCE) {
      return;
    }
    observed.answers();
    ProviderUsage usage = delta.usage();
    if (usage != null) {
      tokens = tokens.plus(usage.tokens());
      model = usage.model();
    }
    Message message = delta.message();
    if (message != null && observed.wantsContents()) {
      heard.add(message);
    }
  }

  void ended() {
    if (isOver.compareAndSet(false, true)) {
      tellUsage();
      if (observed.wantsContents()) {
        observed.content(Saying.OUTPUT_MESSAGES, calls.write(TracedMessages.of(heard)));
      }
      observed.end();
    }
  }

  void failed(ProviderException failure) {
    if (isOver.compareAndSet(false, true)) {
      calls.failed(provider, failure);
      tellUsage();
      observed.end("failed", Optional.of(ModelCalls.kind(failure)));
    }
  }

  /// Nobody wants the rest, or there was an interrupt.
  void abandoned() {
    if (isOver.compareAndSet(false, true)) {
      tellUsage();
      observed.end("cancelled", Optional.empty());
    }
  }

  private void tellUsage() {
    if (observed == Unobserved.INSTANCE) {
      return;
    }
    TokenUsage used = tokens;
    OptionalDouble cost =
        calls
            .catalog()
            .find(provider, model)
            .flatMap(facts -> facts.cost(used))
            .map(OptionalDouble::of)
            .orElseGet(OptionalDouble::empty);
    observed.used(model, used, cost);
  }
}
