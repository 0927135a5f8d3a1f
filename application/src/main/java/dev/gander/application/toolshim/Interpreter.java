package dev.gander.application.toolshim;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.ToolCallInterpreter;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The model that looks for calls in words, as a provider: what is asked of models on behalf of a
/// session is checked against its budgets and recorded, and so is this.
///
/// @param usualModel the model that looks if the user has chosen none
public record Interpreter(Provider provider, String usualModel) {

  /// @param metered checks and records what is asked of a provider
  public static Interpreter of(ToolCallInterpreter interpreter, UnaryOperator<Provider> metered) {
    return new Interpreter(metered.apply(new Asked(interpreter)), interpreter.usualModel());
  }

  /// The calls that it finds.
  ///
  /// @param words of an answer to the request
  /// @throws dev.gander.domain.error.ProviderException if it cannot be asked, or is not understood
  List<ToolCall> calls(String words, ProviderRequest request) throws InterruptedException {
    String model = Objects.requireNonNullElse(request.model().toolshimModel(), usualModel);
    ProviderRequest question =
        new ProviderRequest(
            ModelConfig.of(model),
            request.sessionId(),
            "",
            List.of(Message.assistant(null, 0, new Content.Text(words))),
            request.tools(),
            request.workContext(),
            CallPurpose.TOOL_CALLS);
    List<ToolCall> found = new ArrayList<>();
    try (ProviderStream reply = provider.stream(question)) {
      for (Optional<Delta> next = reply.next(); next.isPresent(); next = reply.next()) {
        Message message = next.get().message();
        if (message != null) {
          found.addAll(calls(message));
        }
      }
    }
    return found;
  }

  private static List<ToolCall> calls(Message message) {
    return message.toolRequests().stream()
        .flatMap(
            request ->
                request.call() instanceof Outcome.Success<ToolCall>(ToolCall call)
                    ? Stream.of(call)
                    : Stream.empty())
        .toList();
  }

  private record Asked(ToolCallInterpreter interpreter) implements Provider {
    private static final String ID = "found";

    @Override
    public String name() {
      return interpreter.provider();
    }

    @Override
    public ProviderStream stream(ProviderRequest request) throws InterruptedException {
      ToolCallInterpreter.Reply reply =
          interpreter.ask(
              request.messages().getLast().text(), request.tools(), request.model().modelName());
      return new Steps(
          List.of(() -> Delta.of(reply.usage()), () -> Delta.of(message(reply.calls()))));
    }

    private static Message message(List<ToolCall> calls) {
      return Message.assistant(
          ID,
          0,
          calls.stream()
              .map(call -> new Content.ToolRequest(ID, Outcome.success(call)))
              .toArray(Content[]::new));
    }

    @Override
    public List<String> models() {
      return List.of(interpreter.usualModel());
    }
  }

  /// The tokens are told before anybody tries to understand the reply.
  private static final class Steps implements ProviderStream {
    private final List<Supplier<Delta>> steps;
    private int taken;

    Steps(List<Supplier<Delta>> steps) {
      this.steps = steps;
    }

    @Override
    public Optional<Delta> next() {
      return taken == steps.size() ? Optional.empty() : Optional.of(steps.get(taken++).get());
    }

    @Override
    public void close() {
      // Nothing is open: the reply is here.
    }
  }
}
