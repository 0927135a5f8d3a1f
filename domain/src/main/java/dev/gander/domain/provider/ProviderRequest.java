package dev.gander.domain.provider;

import dev.gander.domain.message.Message;
import dev.gander.domain.message.PlainText;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.tool.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request to a model. `messages` contains only what the model may see (already projected and
/// repaired). Neither it nor what tools say of themselves has Unicode's tag characters. `sessionId`
/// is passed on for the service's own logs, empty if there is none.
///
/// An answer with several calls is stored call by call. If each of its messages carries the
/// answer's thinking, a provider can tell that they belong together: it sends adjacent messages
/// with the same thinking as one answer, with that thinking once.
///
/// @param workContext the session's, if the request is a step of its conversation; null for any
///   other request, for which an agent may only answer
/// @param purpose for which the usage is recorded
public record ProviderRequest(
    ModelConfig model,
    String sessionId,
    String system,
    List<Message> messages,
    List<Tool> tools,
    @Nullable WorkContext workContext,
    CallPurpose purpose) {
  public ProviderRequest {
    messages = PlainText.withoutTags(messages);
    tools = PlainText.toolsWithoutTags(tools);
  }

  /// Whether it is one of the program's own requests, such as one to name the session. Services
  /// that count user requests do not count it.
  public boolean isAside() {
    return workContext == null;
  }

  /// The same request for another model.
  public ProviderRequest withModel(ModelConfig changed) {
    return new ProviderRequest(changed, sessionId, system, messages, tools, workContext, purpose);
  }

  /// The same request for something else.
  public ProviderRequest withPurpose(CallPurpose changed) {
    return new ProviderRequest(model, sessionId, system, messages, tools, workContext, changed);
  }

  /// A step of a conversation, or any other request.
  public ProviderRequest(
      ModelConfig model,
      String sessionId,
      String system,
      List<Message> messages,
      List<Tool> tools,
      @Nullable WorkContext workContext) {
    this(
        model,
        sessionId,
        system,
        messages,
        tools,
        workContext,
        workContext == null ? CallPurpose.OTHER : CallPurpose.ANSWER);
  }

  /// A request that belongs to no conversation.
  public ProviderRequest(
      ModelConfig model,
      String sessionId,
      String system,
      List<Message> messages,
      List<Tool> tools) {
    this(model, sessionId, system, messages, tools, null);
  }
}
