package dev.gander.adapters.cli.session;

import dev.gander.adapters.cli.server.ServerConnection;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Those of a server.
final class SessionsAtServer implements SessionShelf {
  private static final String SESSIONS = "/sessions";

  private final ServerConnection server;

  /// @param server closed with this
  SessionsAtServer(ServerConnection server) {
    this.server = server;
  }

  @Override
  public List<JsonObject> list() throws IOException, InterruptedException {
    return objects(server.answer(server.get(SESSIONS)).array("sessions").orElse(JsonArray.EMPTY));
  }

  @Override
  public List<JsonObject> search(String words, int limit) throws IOException, InterruptedException {
    String path = SESSIONS + "/search?query=" + encoded(words) + "&limit=" + limit;
    return JsonText.parse(server.text(server.get(path))) instanceof JsonArray found
        ? objects(found)
        : List.of();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.items().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  @Override
  public JsonObject show(String id) throws IOException, InterruptedException {
    return server.answer(server.get(path(id)));
  }

  /// The server sends the document as a text in JSON.
  @Override
  public String export(String id) throws IOException, InterruptedException {
    if (JsonText.parse(server.text(server.get(path(id) + "/export")))
        instanceof JsonString(String document)) {
      return document + "\n";
    }
    throw new InvalidInput("The server at " + server.address() + " sends no export");
  }

  @Override
  public JsonObject add(String document) throws IOException, InterruptedException {
    return server.answer(
        server.post(SESSIONS + "/import", JsonObject.of("json", Json.of(document))));
  }

  @Override
  public void delete(String id) throws IOException, InterruptedException {
    var _ = server.text(server.delete(path(id)));
  }

  private static String path(String id) {
    return SESSIONS + "/" + encoded(id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    server.close();
  }
}
