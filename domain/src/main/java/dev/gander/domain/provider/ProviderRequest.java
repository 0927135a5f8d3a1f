package dev.gander.domain.provider;

import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.tool.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question to a model. `messages` holds only what the model may see (already projected and
/// repaired); `sessionId` is sent along for the service's own logs, empty if there is none.
///
/// An answer with several calls is stored call by call. When each of its messages carries the
/// answer's thinking, a provider can tell that they belong together: it sends neighbours with the
/// same thinking as one answer, with that thinking once.
///
/// @param workContext the session's, when the question is a step of its conversation; null for a
///   question beside it, for which nothing may be done but to answer
public record ProviderRequest(
    ModelConfig model,
    String sessionId,
    String system,
    List<Message> messages,
    List<Tool> tools,
    @Nullable WorkContext workContext) {
  public ProviderRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /// Whether it is one of the program's own, such as for the session's name. Services that count
  /// what users ask do not count it.
  public boolean isAside() {
    return workContext == null;
  }

  /// The same question to another model.
  public ProviderRequest withModel(ModelConfig changed) {
    return new ProviderRequest(changed, sessionId, system, messages, tools, workContext);
  }

  /// A question that belongs to no conversation.
  public ProviderRequest(
      ModelConfig model,
      String sessionId,
      String system,
      List<Message> messages,
      List<Tool> tools) {
    this(model, sessionId, system, messages, tools, null);
  }
}
