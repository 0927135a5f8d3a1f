package dev.gander.provider.kit.openai;

import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.service.ServiceCall;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.List;
import java.util.Map;

/// Calls a service over Responses. Any thread.
public final class Responses {
  private final CarriedReasoning reasoning;
  private final ResponsesDialect dialect;
  private final ServiceClient client;
  private final WrittenMessages written = new WrittenMessages();

  /// @param provider the provider's registered name
  public Responses(String provider, ResponsesDialect dialect, ServiceClient client) {
    this.reasoning = new CarriedReasoning(provider);
    this.dialect = dialect;
    this.client = client;
  }

  /// See [dev.gander.domain.provider.Provider#stream].
  ///
  /// @param headers for this request only
  public ProviderStream stream(ProviderRequest request, Map<String, String> headers)
      throws InterruptedException {
    Payload body = body(request, dialect, reasoning, written).payload();
    ServiceCall call = ServiceCall.to(dialect.path(), body, request).with(headers);
    String model = request.model().modelName();
    var decoder = new ResponsesDecoder(client.environment(), reasoning, model);
    return dialect.streams() ? client.stream(call, decoder) : client.whole(call, decoder);
  }

  static RequestBody body(
      ProviderRequest request,
      ResponsesDialect dialect,
      CarriedReasoning reasoning,
      WrittenMessages written) {
    WrittenMessages.Pass pass = written.begin();
    String system = dialect.saysSystemFirst() ? request.system() : "";
    List<Payload> input = ResponsesItems.write(system, request.messages(), reasoning, pass);
    pass.end();
    return new RequestBody(dialect.members(request), "input", input);
  }
}
