import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A service on this machine that speaks OpenAI's protocol, with one model and one answer.
final class ModelService implements AutoCloseable {
  private static final String MODEL_ANSWER =
      """
      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"Good"}}]}

      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":" morning"}}]}

      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":" to"}}]}

      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":" you"}}]}

      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"id":"1","model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":1}}

      data: [DONE]

      """;

  private static final String MODELS =
      "{\"object\": \"list\", \"data\": [{\"id\": \"training\", \"object\": \"model\"}]}";

  private final HttpServer server;

  ModelService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          var isTurn = exchange.getRequestMethod().equals("POST");
          exchange
              .getResponseHeaders()
              .set("Content-Type", isTurn ? "text/event-stream" : "application/json");
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            body.write((isTurn ? MODEL_ANSWER : MODELS).getBytes(StandardCharsets.UTF_8));
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
