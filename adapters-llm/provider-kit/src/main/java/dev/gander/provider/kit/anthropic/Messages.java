package dev.gander.provider.kit.anthropic;

import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.service.ServiceCall;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Calls a service in Anthropic's messages dialect. Any thread.
public final class Messages {
  /// The header with the version of the dialect.
  public static final Map<String, String> VERSION = Map.of("anthropic-version", "2023-06-01");

  private final MessagesDialect dialect;
  private final ProviderSettings settings;
  private final WrittenMessages written = new WrittenMessages();

  /// Anthropic's own dialect.
  public Messages(ProviderSettings settings) {
    this(MessagesDialect.ANTHROPIC, settings);
  }

  public Messages(MessagesDialect dialect, ProviderSettings settings) {
    this.dialect = dialect;
    this.settings = settings;
  }

  /// The destination of one request.
  ///
  /// @param finish changes the members of the finished body, all but its `messages`
  public record Address(
      ServiceClient client,
      String path,
      Map<String, String> headers,
      UnaryOperator<JsonObject> finish) {
    /// An address that takes the body as it is.
    public Address(ServiceClient client, String path, Map<String, String> headers) {
      this(client, path, headers, UnaryOperator.identity());
    }
  }

  /// See [dev.gander.domain.provider.Provider#stream].
  public ProviderStream stream(ProviderRequest request, Address address)
      throws InterruptedException {
    ModelConfig model = request.model();
    MessagesDialect asked = dialectFor(model);
    ThinkingPlan thinking =
        ThinkingPlan.of(model, settings, asked, MessagesRequest.maxTokens(model));
    RequestBody body = MessagesRequest.body(request, asked, thinking, written);
    Payload payload = body.withMembers(address.finish.apply(body.members())).payload();
    ServiceClient client = address.client;
    return client.stream(
        ServiceCall.to(address.path, payload, request).with(address.headers),
        new MessagesDecoder(client.environment()));
  }

  private MessagesDialect dialectFor(ModelConfig model) {
    return new MessagesDialect(
        isOn(model, "preserve_thinking_context", dialect.preservesContext()),
        isOn(model, "preserve_unsigned_thinking", dialect.preservesUnsigned()));
  }

  private boolean isOn(ModelConfig model, String parameter, boolean otherwise) {
    JsonObject params = model.requestParams() == null ? JsonObject.EMPTY : model.requestParams();
    if (params.get(parameter) instanceof JsonBool on) {
      return on.value();
    }
    return settings
        .setting("ANTHROPIC_" + parameter.toUpperCase(Locale.ROOT))
        .map(text -> text.strip().equalsIgnoreCase("true") || text.strip().equals("1"))
        .orElse(otherwise);
  }
}
