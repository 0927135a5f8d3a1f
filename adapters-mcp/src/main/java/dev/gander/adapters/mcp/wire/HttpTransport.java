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
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// The SDK's streamable HTTP, carrying our JSON tree. A failed exchange fails the request that it
/// belongs to, not the connection.
public final class HttpTransport implements McpClientTransport {
  private static final int MESSAGE_LIMIT = 64 * 1024 * 1024;
  private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(5);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .addModule(new SimpleModule().addSerializer(new TreeSerializer()))
          .build();

  private final McpClientTransport transport;

  /// `headers` go with each request.
  ///
  /// @throws IllegalArgumentException if the address is none, or the JDK's client sets such a
  ///   header itself
  public HttpTransport(URI address, String protocolVersion, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    headers.forEach(request::setHeader);
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    this.transport =
        HttpClientStreamableHttpTransport.builder(
                address.getScheme() + "://" + address.getRawAuthority())
            .endpoint(path + query)
            .jsonMapper(new JacksonMcpJsonMapper(MAPPER))
            .supportedProtocolVersions(List.of(protocolVersion))
            .requestBuilder(request)
            .customizeClient(client -> client.version(version(address)))
            .maxResponseSize(MESSAGE_LIMIT)
            .build();
  }

  /// In the clear, the JDK's client would ask each server to change over to HTTP/2.
  private static HttpClient.Version version(URI address) {
    return "https".equals(address.getScheme())
        ? HttpClient.Version.HTTP_2
        : HttpClient.Version.HTTP_1_1;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return transport.connect(handler);
  }

  @Override
  public void setExceptionHandler(Consumer<Throwable> handler) {
    // What is told here concerns one exchange.
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return transport.sendMessage(message);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return transport.closeGracefully().timeout(GOODBYE_LIMIT).onErrorComplete();
  }

  @Override
  @SuppressWarnings("unchecked") // only asked for our own tree
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
