package dev.gander.adapters.cli.server;

import dev.gander.application.api.program.Program;
import dev.gander.connections.ConnectionException;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Requests to a server, with its key.
public final class ServerConnection implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int REFUSED = 401;
  private static final int NOT_FOUND = 404;

  private final String server;
  private final String key;
  private final HttpClient client;

  /// @param server its address, as in `https://host:8080`
  /// @throws InvalidInput if the address makes no sense, or a certificate in the settings cannot be
  ///   used
  public ServerConnection(String server, String key, NetworkSettings network) {
    this(server, key, network, Optional.empty());
  }

  /// @param own the certificate that servers of this machine make for themselves
  private ServerConnection(String server, String key, NetworkSettings network, Optional<Path> own) {
    this.server = address(server);
    this.key = key;
    Optional<Path> trusted = own.filter(_ -> isOfThisMachine(this.server)).filter(Files::exists);
    try {
      client =
          trusted
              .map(file -> Connections.builderTrusting(file, network))
              .orElseGet(() -> Connections.builder(network))
              .build();
    } catch (ConnectionException e) {
      throw new InvalidInput(e.text());
    }
  }

  static ServerConnection to(String server, String key, Program program) {
    return new ServerConnection(
        server,
        key,
        new NetworkSettings(
            program::setting, name -> Optional.ofNullable(program.machine().variables().get(name))),
        Optional.of(program.machine().paths().ownCertificate()));
  }

  /// Nobody else can have made the certificate of a server here.
  private static boolean isOfThisMachine(String server) {
    URI uri = URI.create(server);
    String host = uri.getHost();
    return "https".equals(uri.getScheme())
        && (host.equals("localhost") || host.equals("[::1]") || host.startsWith("127."));
  }

  private static String address(String server) {
    String text = server.replaceFirst("/+$", "");
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return text;
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    throw new InvalidInput("The server's address is not one: " + server);
  }

  public String address() {
    return server;
  }

  public HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(server + path)).header("x-secret-key", key);
  }

  public HttpRequest.Builder delete(String path) {
    return get(path).DELETE();
  }

  public HttpRequest.Builder post(String path, Json body) {
    return get(path)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofByteArray(JsonText.bytes(body)));
  }

  /// The answer as an object; an empty one if it is something else.
  ///
  /// @throws InvalidInput if the server refuses the request
  /// @throws IOException if the server cannot be reached
  public JsonObject answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    return object(text(request));
  }

  /// The answer as it is.
  ///
  /// @throws InvalidInput if the server refuses the request
  /// @throws IOException if the server cannot be reached
  public String text(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = sent(request.timeout(ANSWER).build());
    if (answer.statusCode() / 100 != 2) {
      throw refusal(answer.statusCode(), object(answer.body()));
    }
    return answer.body();
  }

  private GanderException refusal(int status, JsonObject body) {
    Optional<String> message = body.text("message").filter(it -> !it.isBlank());
    return new InvalidInput(
        switch (status) {
          case REFUSED -> "The server at " + server + " does not accept this key";
          case NOT_FOUND ->
              // What a route that is not there says.
              message
                  .filter(it -> !it.equalsIgnoreCase("not found"))
                  .orElse(
                      "The server at "
                          + server
                          + " does not know this: it may be of another version");
          default -> message.orElse("The server answers with " + status);
        });
  }

  private HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("The server at " + server + " cannot be reached: " + e, e);
    }
  }

  /// An answer that is read while it comes.
  public InputStream stream(String path) throws IOException, InterruptedException {
    return client.send(get(path).GET().build(), BodyHandlers.ofInputStream()).body();
  }

  private static JsonObject object(String text) {
    try {
      return JsonText.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (InvalidInput _) {
      return JsonObject.EMPTY;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
