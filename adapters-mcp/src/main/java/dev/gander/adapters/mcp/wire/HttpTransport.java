package dev.gander.adapters.mcp.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/// The SDK's streamable HTTP, carrying our JSON tree. A failed exchange fails its own request, not
/// the connection.
public final class HttpTransport implements McpClientTransport, Exchanges {
  private static final int MESSAGE_LIMIT = 64 * 1024 * 1024;
  private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(5);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .addModule(new SimpleModule().addSerializer(new TreeSerializer()))
          .build();

  private static final String GREETING = "greeting";
  private static final String NUMBER = "number";

  private final WatchedClient client;
  private final McpClientTransport transport;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private final ServerAccess access;
  private final Optional<InetSocketAddress> server;
  private volatile @Nullable String protocolVersion;

  /// Offers `offeredVersion` of the protocol; `headers` go with each request, and so does the token
  /// of `access`, which replaces a configured one.
  ///
  /// @param connections makes the HTTP client
  /// @throws IllegalArgumentException if it is not an address, or the JDK's client sets such a
  ///   header itself
  public HttpTransport(
      URI address,
      String offeredVersion,
      Map<String, String> headers,
      ServerAccess access,
      HttpClient.Builder connections) {
    this.access = access;
    this.server = server(address);
    this.client = new WatchedClient(connections);
    HttpRequest.Builder request = HttpRequest.newBuilder();
    headers.forEach(request::setHeader);
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    this.transport =
        HttpClientStreamableHttpTransport.builder(
                address.getScheme() + "://" + address.getRawAuthority())
            .clientBuilder(client)
            .endpoint(path + query)
            .jsonMapper(new JacksonMcpJsonMapper(MAPPER))
            .supportedProtocolVersions(List.of(offeredVersion))
            .requestBuilder(request)
            .addAsyncHttpRequestCustomizer(this::asGoosedSends)
            .customizeClient(client -> client.version(version(address)))
            .maxResponseSize(MESSAGE_LIMIT)
            .build();
  }

  private static Optional<InetSocketAddress> server(URI address) {
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    int port = address.getPort() < 0 ? usual : address.getPort();
    return Optional.ofNullable(address.getHost())
        .map(host -> InetSocketAddress.createUnresolved(host, port));
  }

  @Override
  public Optional<InetSocketAddress> server() {
    return server;
  }

  /// Whether its HTTP client has died: no request will succeed any more.
  @Override
  public boolean isDead() {
    return client.isDead();
  }

  @Override
  public void abandon(long id) {
    client.open().abandon(id);
  }

  /// Without TLS, the JDK's client would ask each server to upgrade to HTTP/2.
  private static HttpClient.Version version(URI address) {
    return "https".equals(address.getScheme())
        ? HttpClient.Version.HTTP_2
        : HttpClient.Version.HTTP_1_1;
  }

  /// goosed accepts both forms everywhere, sends the protocol's version only after the
  /// initialization, and sends no DELETE to a server that has forgotten it.
  private Publisher<HttpRequest.Builder> asGoosedSends(
      HttpRequest.Builder request,
      String method,
      URI address,
      @Nullable String body,
      McpTransportContext context) {
    access.bearer().ifPresent(token -> request.setHeader("Authorization", "Bearer " + token));
    if (method.equals("DELETE")) {
      return closing.isDone() ? Mono.just(request) : noGoodbye();
    }
    request.setHeader("Accept", "text/event-stream, application/json");
    if (method.equals("POST") && context.get(NUMBER) instanceof String number) {
      request.setHeader(OpenExchanges.NUMBER, number);
    }
    boolean greeting = method.equals("POST") && context.get(GREETING) != null;
    return Mono.just(greeting ? withoutVersion(request.build()) : request);
  }

  private static HttpRequest.Builder withoutVersion(HttpRequest request) {
    return HttpRequest.newBuilder(
        request, (name, _) -> !name.equalsIgnoreCase("MCP-Protocol-Version"));
  }

  /// Not at once: after the DELETE the SDK drops the streams of the forgotten session, including
  /// the very request whose failure it is about to report.
  private Mono<HttpRequest.Builder> noGoodbye() {
    return Mono.fromFuture(closing, true).then(Mono.empty());
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return transport.connect(
        incoming -> handler.apply(incoming.doOnNext(this::noteProtocolVersion)));
  }

  private void noteProtocolVersion(JSONRPCMessage message) {
    if (protocolVersion == null && message instanceof JSONRPCResponse response) {
      protocolVersion =
          WireMessage.jsonObject(response.result()).text("protocolVersion").orElse(null);
    }
  }

  @Override
  public void setExceptionHandler(Consumer<Throwable> handler) {
    // These failures concern a single exchange.
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return transport.sendMessage(message).contextWrite(context -> told(context, message));
  }

  private Context told(Context context, JSONRPCMessage message) {
    Map<String, Object> about = new HashMap<>();
    boolean isGreeting = false;
    if (message instanceof JSONRPCRequest request) {
      about.put(NUMBER, String.valueOf(request.id()));
      isGreeting = request.method().equals("initialize");
    }
    if (isGreeting) {
      about.put(GREETING, true);
    }
    Context told = context.put(McpTransportContext.KEY, McpTransportContext.create(about));
    String version = protocolVersion;
    return isGreeting || version == null
        ? told
        : told.put(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION, version);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.defer(
        () -> {
          closing.complete(null);
          return transport.closeGracefully().timeout(GOODBYE_LIMIT).onErrorComplete();
        });
  }

  @Override
  @SuppressWarnings("unchecked") // only requested for our own tree
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return (T) WireMessage.json(data);
  }

  @Override
  public List<String> protocolVersions() {
    return transport.protocolVersions();
  }

  private static final class TreeSerializer extends StdSerializer<Json> {
    private static final long serialVersionUID = 1;

    TreeSerializer() {
      super(Json.class);
    }

    @Override
    public void serialize(Json json, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeRawValue(JsonText.write(json));
    }
  }
}
