package dev.gander.provider.kit.openai;

import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.RequestLog;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.List;
import java.util.Map;

/// Asks a service over Responses. Any thread.
public final class Responses {
  private final CarriedReasoning reasoning;
  private final ResponsesDialect dialect;
  private final ServiceClient client;
  private final RequestLog log;
  private final ClientEnvironment environment;
  private final WrittenMessages written = new WrittenMessages();

  /// @param provider the name it is registered under
  public Responses(
      String provider,
      ResponsesDialect dialect,
      ServiceClient client,
      RequestLog log,
      ClientEnvironment environment) {
    this.reasoning = new CarriedReasoning(provider);
    this.dialect = dialect;
    this.client = client;
    this.log = log;
    this.environment = environment;
  }

  /// See [dev.gander.domain.provider.Provider#stream].
  ///
  /// @param headers of this request alone
  public ProviderStream stream(ProviderRequest request, Map<String, String> headers)
      throws InterruptedException {
    byte[] body = body(request, dialect, reasoning, written).bytes();
    String model = request.model().modelName();
    ResponsesDecoder decoder = new ResponsesDecoder(environment, reasoning, model);
    RequestLog.Entry entry = log.start(request.model(), body);
    return dialect.streams()
        ? client.stream(dialect.path(), body, headers, request.sessionId(), decoder, entry)
        : client.whole(dialect.path(), body, headers, request.sessionId(), decoder, entry);
  }

  static RequestBody body(
      ProviderRequest request,
      ResponsesDialect dialect,
      CarriedReasoning reasoning,
      WrittenMessages written) {
    WrittenMessages.Pass pass = written.begin();
    String system = dialect.saysSystemFirst() ? request.system() : "";
    List<byte[]> input = ResponsesItems.write(system, request.messages(), reasoning, pass);
    pass.end();
    return new RequestBody(dialect.members(request), "input", input);
  }
}
