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

/// Calls a service in the dialect of Google's Gemini API. Any thread.
public final class Gemini {
  private final ProviderSettings settings;
  private final WrittenMessages written = new WrittenMessages();

  public Gemini(ProviderSettings settings) {
    this.settings = settings;
  }

  /// The destination of one request.
  ///
  /// @param envelope wraps the finished body as the service requires
  /// @param opened unwraps a chunk
  public record Address(
      ServiceClient client,
      String path,
      UnaryOperator<byte[]> envelope,
      UnaryOperator<Json> opened) {
    /// An address without an envelope around bodies and chunks.
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
