package dev.gander.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Pages that only browsers on this machine reach. Any web page can make them send requests here.
final class LoopbackServer implements AutoCloseable {
  /// No scripts, no external content, no framing.
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  /// A page for a visitor.
  ///
  /// @param html the content after the title
  /// @param seen runs after the page was sent
  record Page(int status, String title, String html, Runnable seen) {
    static final Page NOTHING_HERE =
        of(404, "Nothing here", "Gander waits for a sign-in at another address.");

    Page(int status, String title, String html) {
      this(status, title, html, () -> {});
    }

    static Page of(int status, String title, String text) {
      return new Page(status, title, "<p>" + text + "</p>");
    }

    Page andThen(Runnable seen) {
      return new Page(status, title, html, seen);
    }

    private byte[] bytes() {
      return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title><h1>%s</h1>%s</html>\n"
          .formatted(title, title, html)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /// @param port 0 for any
  /// @param pages the page at an address; addresses have no host. Any thread
  static LoopbackServer open(int port, Function<URI, Page> pages) throws IOException {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    var server = new LoopbackServer(HttpServer.create(new InetSocketAddress(here, port), 0));
    server.server.setExecutor(server.threads);
    server.server.createContext("/", visit -> answer(visit, pages));
    server.server.start();
    return server;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange visit, Function<URI, Page> pages) throws IOException {
    try (visit) {
      write(
          visit,
          visit.getRequestMethod().equals("GET")
              ? pages.apply(visit.getRequestURI())
              : Page.of(405, "Nothing to do", "Gander only shows pages here."));
    }
  }

  private static void write(HttpExchange visit, Page page) throws IOException {
    byte[] html = page.bytes();
    visit.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
    visit.getResponseHeaders().set("cache-control", "no-store");
    visit.getResponseHeaders().set("referrer-policy", "no-referrer");
    visit.getResponseHeaders().set("content-security-policy", POLICY);
    visit.getResponseHeaders().set("connection", "close");
    visit.sendResponseHeaders(page.status(), html.length);
    visit.getResponseBody().write(html);
    visit.getResponseBody().close();
    page.seen().run();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
