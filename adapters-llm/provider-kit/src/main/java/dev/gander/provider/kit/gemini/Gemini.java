package dev.gander.provider.kit.gemini;

import dev.gander.domain.json.Json;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.service.ServiceCall;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.function.UnaryOperator;

/// Asks a service for content as Google's Gemini API wants it. Any thread.
public final class Gemini {
  private final ProviderSettings settings;
  private final WrittenMessages written = new WrittenMessages();

  public Gemini(ProviderSettings settings) {
    this.settings = settings;
  }

  /// Where and how one request is sent.
  ///
  /// @param envelope puts the finished body into what the service wants around it
  /// @param opened takes a chunk out of what the service puts around it
  public record Address(
      ServiceClient client,
      String path,
      UnaryOperator<byte[]> envelope,
      UnaryOperator<Json> opened) {
    /// An address with nothing around bodies and chunks.
    public Address(ServiceClient client, String path) {
      this(client, path, UnaryOperator.identity(), UnaryOperator.identity());
    }
  }

  /// See [dev.gander.domain.provider.Provider#stream].
  public ProviderStream stream(ProviderRequest request, Address address)
      throws InterruptedException {
    ModelConfig model = request.model();
    byte[] body = address.envelope.apply(GeminiRequest.body(request, settings, written).bytes());
    ServiceClient client = address.client;
    return client.stream(
        ServiceCall.to(address.path, body, request),
        new GeminiDecoder(model.modelName(), address.opened, client.environment()));
  }
}
