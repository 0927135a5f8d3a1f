package dev.gander.bootstrap.warmup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// A service for models, in the form of chat completions, whose model says the same sentence word
/// by word, and calls a tool first when it is told to.
final class PracticeModel implements AutoCloseable {
  /// What a user says so that the model calls a tool.
  static final String WITH_TOOL = "Look around, then talk.";

  /// More of them compile nothing that these do not.
  private static final int WORDS = 20;

  private static final String CHUNK =
      """
      data: {"id":"practice","model":"practice","choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

      """;
  private static final String END =
      """
      data: {"id":"practice","model":"practice","choices":[],"usage":{"prompt_tokens":900,"completion_tokens":50,"total_tokens":950}}

      data: [DONE]

      """;
  private static final String CALL =
      """
      {"role":"assistant","tool_calls":[{"index":0,"id":"call_practice","type":"function",\
      "function":{"name":"tree","arguments":"{\\"path\\": \\".\\"}"}}]}""";

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private final HttpServer server;

  private PracticeModel(HttpServer server) {
    this.server = server;
  }

  /// Only programs on this machine get through.
  static PracticeModel start() throws IOException {
    sayAtOnce();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", PracticeModel::answer);
    server.start();
    return new PracticeModel(server);
  }

  /// Otherwise each word waits until the one before has arrived. The JDK has no other way to say
  /// so.
  private static void sayAtOnce() {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  URI uri() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      if (wantsTool(request)) {
        say(body, CHUNK.formatted(CALL, "null"));
        say(body, CHUNK.formatted("{}", "\"tool_calls\""));
      } else {
        for (int word = 0; word < WORDS; word++) {
          say(body, CHUNK.formatted("{\"content\":\"word " + word + " \"}", "null"));
        }
        say(body, CHUNK.formatted("{}", "\"stop\""));
      }
      say(body, END);
    }
  }

  /// The result of the tool comes after what the user said.
  private static boolean wantsTool(String request) {
    int user = request.lastIndexOf("\"role\":\"user\"");
    return user >= 0
        && request.indexOf(WITH_TOOL, user) >= 0
        && request.indexOf("\"role\":\"tool\"", user) < 0;
  }

  /// Each piece is a packet, as from a model that thinks.
  private static void say(OutputStream body, String text) throws IOException {
    body.write(text.getBytes(UTF_8));
    body.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
