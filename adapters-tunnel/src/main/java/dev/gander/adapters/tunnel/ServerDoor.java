package dev.gander.adapters.tunnel;

import dev.gander.connections.LastingClient;
import dev.gander.domain.tunnel.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;

/// The way into our own server: visitors who show the tunnel's secret go on with the server's key.
final class ServerDoor implements AutoCloseable {
  private static final String KEY = "x-secret-key";

  /// No operation takes more.
  private static final int LONGEST_BODY = 50 << 20;

  /// What belongs to the visitor's connection and not to ours, and whatever might be taken for a
  /// key.
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          KEY,
          "authorization",
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final LocalServer server;
  private final byte[] secret;
  private final LastingClient client;

  /// @param secret what visitors must show
  ServerDoor(LocalServer server, String secret) {
    this.server = server;
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.client = new LastingClient(() -> client(server));
  }

  private static HttpClient client(LocalServer server) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    if (server.fingerprint() != null) {
      builder.sslContext(OneCertificate.context(server.fingerprint()));
    }
    return builder.build();
  }

  /// Puts the request to the server, and returns the beginning of its answer.
  HttpResponse<InputStream> ask(VisitorRequest request)
      throws TurnedAway, IOException, InterruptedException {
    byte[] shown = request.header(KEY).strip().getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(secret, shown)) {
      throw new TurnedAway(401, "Unauthorized");
    }
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > LONGEST_BODY) {
      throw new TurnedAway(413, "The body is too long");
    }
    return client.get().send(passedOn(request, body), BodyHandlers.ofInputStream());
  }

  private HttpRequest passedOn(VisitorRequest request, byte[] body) throws TurnedAway {
    // Anything else could lead to another server.
    if (!request.path().startsWith("/")) {
      throw new TurnedAway(400, "The path must begin with /");
    }
    try {
      HttpRequest.Builder passed =
          HttpRequest.newBuilder(URI.create(server.address() + request.path()))
              .method(
                  request.method(),
                  body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
      request.headers().forEach((name, value) -> pass(passed, name, value));
      return passed.setHeader(KEY, server.key()).build();
    } catch (IllegalArgumentException _) {
      throw new TurnedAway(400, "The request cannot be read");
    }
  }

  private static void pass(HttpRequest.Builder request, String name, String value) {
    if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
      request.setHeader(name, value);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
