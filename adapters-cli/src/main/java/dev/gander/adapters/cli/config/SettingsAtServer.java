package dev.gander.adapters.cli.config;

import dev.gander.adapters.cli.server.ServerConnection;
import dev.gander.domain.config.SecretMask;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Those of a server.
final class SettingsAtServer implements SettingShelf {
  private static final String CONFIG = "/config";

  private final ServerConnection server;

  /// @param server closed with this
  SettingsAtServer(ServerConnection server) {
    this.server = server;
  }

  @Override
  public Json find(String key) throws IOException, InterruptedException {
    return discreet(key, read(key, false));
  }

  @Override
  public boolean hasSecret(String key) throws IOException, InterruptedException {
    return read(key, true) != JsonNull.NULL;
  }

  private Json read(String key, boolean isSecret) throws IOException, InterruptedException {
    return JsonText.parse(server.text(server.post(CONFIG + "/read", named(key, isSecret))));
  }

  @Override
  public Map<String, Json> all() throws IOException, InterruptedException {
    Map<String, Json> all = new TreeMap<>();
    server
        .answer(server.get(CONFIG))
        .object("config")
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((key, value) -> all.put(key, discreet(key, value)));
    return all;
  }

  /// What the server knows to be secret, it does not tell.
  private static Json discreet(String key, Json value) {
    Json masked = SecretMask.inJson(JsonObject.of(key, value), List.of());
    Json shown = masked instanceof JsonObject object ? object.get(key) : null;
    return shown == null ? JsonNull.NULL : shown;
  }

  @Override
  public void set(String key, Json value, boolean isSecret)
      throws IOException, InterruptedException {
    var _ = server.text(server.post(CONFIG + "/upsert", named(key, isSecret).with("value", value)));
  }

  @Override
  public void remove(String key, boolean isSecret) throws IOException, InterruptedException {
    var _ = server.text(server.post(CONFIG + "/remove", named(key, isSecret)));
  }

  private static JsonObject named(String key, boolean isSecret) {
    return JsonObject.builder().put("key", key).put("is_secret", isSecret).build();
  }

  @Override
  public void close() {
    server.close();
  }
}
