package dev.gander.oauth;

import dev.gander.connections.PageServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/// Pages that only browsers on this machine reach. Any web page can make them send requests here.
final class LoopbackServer implements AutoCloseable {
  /// No scripts, no external content, no framing.
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type",
          "text/html; charset=utf-8",
          "cache-control",
          "no-store",
          "referrer-policy",
          "no-referrer",
          "content-security-policy",
          POLICY);

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

    private PageServer.Answer answer() {
      String text =
          "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title><h1>%s</h1>%s</html>\n"
              .formatted(title, title, html);
      return new PageServer.Answer(status, HEADERS, text, seen);
    }
  }

  private final PageServer server;

  private LoopbackServer(PageServer server) {
    this.server = server;
  }

  /// @param port 0 for any
  /// @param pages the page at an address; addresses have no host. Any thread
  static LoopbackServer open(int port, Function<URI, Page> pages) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    return new LoopbackServer(
        PageServer.open(
            here,
            PageServer.Limits.USUAL,
            visit ->
                visit.method().equals("GET")
                    ? pages.apply(visit.address()).answer()
                    : Page.of(405, "Nothing to do", "Gander only shows pages here.").answer()));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
