package dev.gander.adapters.llm.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.error.ProviderException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Waits on this machine for the one visit by which a browser brings an authorization code. Other
/// visits get a page and change nothing: any page of the web can make a browser call here.
final class LoopbackListener implements AutoCloseable {
  private static final int LONGEST_CODE = 8192;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletableFuture<String> code = new CompletableFuture<>();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final String path;
  private final @Nullable String state;

  private LoopbackListener(HttpServer server, String path, @Nullable String state) {
    this.server = server;
    this.path = path;
    this.state = state;
  }

  /// @param port 0 for any
  /// @param state what the visit has to bring along; null for services that do not send it back
  static LoopbackListener open(int port, String path, @Nullable String state) throws IOException {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    HttpServer server = HttpServer.create(new InetSocketAddress(here, port), 0);
    var listener = new LoopbackListener(server, path, state);
    server.setExecutor(listener.threads);
    server.createContext("/", listener::answer);
    server.start();
    return listener;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// The code that the browser has brought.
  ///
  /// @throws ProviderException if the user refused, or a newer sign-in has taken this one's place
  /// @throws TimeoutException if nobody came
  String await(Duration patience) throws InterruptedException, TimeoutException {
    try {
      return code.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProviderException failure) {
        throw failure;
      }
      throw new IllegalStateException("a visit failed in a way of its own", e);
    }
  }

  private void answer(HttpExchange visit) throws IOException {
    try (visit) {
      if (!visit.getRequestURI().getPath().equals(path)) {
        write(visit, 404, Page.NOTHING_HERE);
      } else if (!visit.getRequestMethod().equals("GET")) {
        write(visit, 405, Page.NOTHING_HERE);
      } else {
        take(visit);
      }
    }
  }

  private void take(HttpExchange visit) throws IOException {
    String query = Objects.requireNonNullElse(visit.getRequestURI().getRawQuery(), "");
    Map<String, String> values = Query.parse(query).orElse(Map.of());
    String brought = values.getOrDefault("code", "");
    if (!isExpected(values) || code.isDone()) {
      write(visit, 400, Page.NOT_EXPECTED);
    } else if (values.containsKey("error")) {
      write(visit, 400, Page.REFUSED);
      refused(values.get("error"));
    } else if (brought.isEmpty() || brought.length() > LONGEST_CODE) {
      write(visit, 400, Page.NOT_EXPECTED);
    } else {
      write(visit, 200, Page.DONE);
      code.complete(brought);
    }
  }

  /// Without a state anybody may have sent the error, so that it must not end the sign-in.
  private void refused(@Nullable String error) {
    if (state != null) {
      code.completeExceptionally(
          new ProviderException.Authentication(
              "The sign-in was refused" + WebCalls.named(Optional.ofNullable(error))));
    }
  }

  private boolean isExpected(Map<String, String> values) {
    return state == null
        || MessageDigest.isEqual(
            state.getBytes(StandardCharsets.UTF_8),
            values.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpExchange visit, int status, Page page) throws IOException {
    byte[] html = page.html().getBytes(StandardCharsets.UTF_8);
    visit.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
    visit.getResponseHeaders().set("cache-control", "no-store");
    visit.getResponseHeaders().set("referrer-policy", "no-referrer");
    visit.getResponseHeaders().set("content-security-policy", "default-src 'none'");
    visit.getResponseHeaders().set("connection", "close");
    visit.sendResponseHeaders(status, html.length);
    visit.getResponseBody().write(html);
    visit.getResponseBody().close();
  }

  /// Whoever still waits is told that this sign-in has ended.
  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    server.stop(0);
    threads.shutdownNow();
    code.completeExceptionally(
        new ProviderException.Authentication("The sign-in was started again elsewhere"));
  }

  /// What a visitor sees; nothing of the visit itself is on it.
  private enum Page {
    DONE("You are signed in", "Gander has what it needs. You can close this page."),
    REFUSED("Not signed in", "The service did not let Gander in. Go back and try again."),
    NOT_EXPECTED("Nothing to do", "Gander does not wait for this visit. Go back and try again."),
    NOTHING_HERE("Nothing here", "Gander waits for a sign-in at another address.");

    private final String title;
    private final String text;

    Page(String title, String text) {
      this.title = title;
      this.text = text;
    }

    String html() {
      return "<!doctype html><html lang=\"en\"><title>%s</title><h1>%s</h1><p>%s</p></html>\n"
          .formatted(title, title, text);
    }
  }
}
