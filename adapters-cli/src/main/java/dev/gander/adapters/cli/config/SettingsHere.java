package dev.gander.adapters.cli.config;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.config.ReadSetting.Shown;
import dev.gander.application.api.program.Program.Opened;
import dev.gander.domain.config.SecretMask;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Those of this machine, in this process.
final class SettingsHere implements SettingShelf {
  private final Opened opened;
  private final UseCases.Config use;

  /// @param opened closed with this
  SettingsHere(Opened opened) {
    this.opened = opened;
    this.use = opened.useCases().config();
  }

  @Override
  public Json find(String key) {
    return use.read().read(key, false) instanceof Shown.Value(Json value)
        ? discreet(key, value)
        : JsonNull.NULL;
  }

  @Override
  public boolean hasSecret(String key) {
    return use.read().read(key, true) instanceof Shown.Masked(String text) && text != null;
  }

  @Override
  public Map<String, Json> all() {
    Map<String, Json> all = new TreeMap<>();
    use.readAll().read().members().forEach((key, value) -> all.put(key, discreet(key, value)));
    return all;
  }

  /// Secrets can be anywhere, in an extension's variables or in an address.
  private Json discreet(String key, Json value) {
    Json masked = SecretMask.inJson(JsonObject.of(key, value), List.of());
    String hidden = opened.useCases().status().hideSecrets().in(JsonText.write(masked));
    Json parsed = JsonText.parse(hidden) instanceof JsonObject object ? object.get(key) : null;
    return parsed == null ? JsonNull.NULL : parsed;
  }

  @Override
  public void set(String key, Json value, boolean isSecret) {
    use.upsert().upsert(key, value, isSecret);
  }

  @Override
  public void remove(String key, boolean isSecret) {
    use.remove().remove(key, isSecret);
  }

  @Override
  public void close() {
    opened.close();
  }
}
