package dev.gander.oauth;

import dev.gander.oauth.LoopbackServer.Page;
import dev.gander.oauth.OAuthException.Kind;
import java.io.IOException;
import java.net.URI;

/// A page of ours that shows the user the code that a service will ask for, and leads there. Its
/// address cannot be guessed.
final class CodePage implements AutoCloseable {
  private static final int SECRET = 32;

  private final LoopbackServer server;
  private final String path;

  private CodePage(LoopbackServer server, String path) {
    this.server = server;
    this.path = path;
  }

  /// @param page where the service asks for the code
  static CodePage open(String code, URI page) {
    Page shown = new Page(200, "Your code", html(code, page));
    String path = "/" + Pkce.letters(SECRET);
    try {
      LoopbackServer server =
          LoopbackServer.open(
              0, visited -> visited.getPath().equals(path) ? shown : Page.NOTHING_HERE);
      return new CodePage(server, path);
    } catch (IOException e) {
      throw new OAuthException(Kind.NOT_POSSIBLE_HERE, "This machine cannot show the code", e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static String html(String code, URI page) {
    return """
        <p>Gander wants to sign in at %2$s, which asks for this code:</p>
        <p style="font: 3em monospace; user-select: all">%1$s</p>
        <p><a href="%3$s" target="_blank" rel="noreferrer">Copy it, then go on to %2$s</a></p>
        <p>Enter it only if you have started this yourself.</p>
        """
        .formatted(escaped(code), escaped(page.getHost()), escaped(page.toString()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public void close() {
    server.close();
  }
}
