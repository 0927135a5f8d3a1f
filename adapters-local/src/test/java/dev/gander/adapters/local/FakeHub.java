package dev.gander.adapters.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A hub on this machine that does what a test tells it to, and remembers what it was asked.
public final class FakeHub implements AutoCloseable {
  private static final String BYTES = "bytes=";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);

  /// What it was asked.
  public record Asked(String method, String path, Headers headers) {
    public String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  @FunctionalInterface
  public interface Behaviour {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  public FakeHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public URI at(String path, Behaviour behaviour) {
    behaviours.put(path, behaviour);
    return address().resolve(path);
  }

  /// A file, whole or from where it is asked for.
  public URI file(String path, byte[] content) {
    return at(path, exchange -> send(exchange, content, content.length));
  }

  /// A file of which this much comes; the rest only after [#letGo].
  public URI held(String path, byte[] content, int until) {
    return at(
        path,
        exchange -> {
          if (go.getCount() == 0) {
            send(exchange, content, content.length);
          } else {
            sendHeld(exchange, content, until);
          }
        });
  }

  /// Answers with an error.
  public URI refusing(String path, int status) {
    return at(path, exchange -> exchange.sendResponseHeaders(status, -1));
  }

  public void letGo() {
    go.countDown();
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public List<Asked> asked(String method) {
    List<Asked> found = new ArrayList<>(asked);
    found.removeIf(one -> !one.method().equals(method));
    return found;
  }

  /// Sends a file from where it is asked for up to an offset; fewer bytes than announced break the
  /// connection off.
  public static void send(HttpExchange exchange, byte[] content, int until) throws IOException {
    int from = begin(exchange, content);
    if (from < 0) {
      return;
    }
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(content, from, Math.max(0, until - from));
    }
  }

  private void sendHeld(HttpExchange exchange, byte[] content, int until)
      throws IOException, InterruptedException {
    int from = begin(exchange, content);
    if (from < 0) {
      return;
    }
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(content, from, Math.max(0, until - from));
      body.flush();
      go.await();
      int sent = Math.max(from, until);
      body.write(content, sent, content.length - sent);
    }
  }

  /// Sends the head.
  ///
  /// @return where the body begins; negative if there is none
  private static int begin(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("range");
    int from =
        range == null ? 0 : Integer.parseInt(range.substring(BYTES.length(), range.length() - 1));
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("content-length", "" + content.length);
      exchange.sendResponseHeaders(200, -1);
      return -1;
    }
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set(
              "content-range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
    return from;
  }

  /// Sends a text of a kind.
  public static void sendText(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders()));
    try (exchange) {
      Behaviour behaviour =
          behaviours.getOrDefault(path, missing -> missing.sendResponseHeaders(404, -1));
      behaviour.answer(exchange);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Content that repeats nowhere, so that misplaced parts show.
  public static byte[] content(int length) {
    byte[] content = new byte[length];
    new java.util.Random(length).nextBytes(content);
    return content;
  }

  public static byte[] changed(byte[] content) {
    byte[] other = Arrays.copyOf(content, content.length);
    other[0] ^= 1;
    return other;
  }

  @Override
  public void close() {
    go.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
