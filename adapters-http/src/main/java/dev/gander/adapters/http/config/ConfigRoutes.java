package dev.gander.adapters.http.config;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.config.ReadSetting.Shown;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.PermissionLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Settings, secrets and the user's decisions about tools.
public final class ConfigRoutes {
  private final UseCases.Config use;

  public ConfigRoutes(UseCases.Config use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("read_all_config", "/config", _ -> readAll()),
        Route.post("read_config", "/config/read", this::read),
        Route.post("upsert_config", "/config/upsert", this::upsert),
        Route.post("remove_config", "/config/remove", this::remove),
        Route.post("upsert_permissions", "/config/permissions", this::permissions));
  }

  private record Key(String key, boolean isSecret) {
    static Key read(JsonFields fields) {
      return new Key(fields.text("key"), fields.bool("is_secret"));
    }
  }

  private record Upsert(Key key, Json value) {
    static Upsert read(JsonFields fields) {
      String key = fields.text("key");
      Json value = fields.required("value", any -> any);
      return new Upsert(new Key(key, fields.bool("is_secret")), value);
    }
  }

  private record Decision(String tool, PermissionLevel level) {
    static Decision read(Json json) {
      JsonFields fields = JsonFields.of(json);
      return new Decision(fields.text("tool_name"), fields.required("permission", Decision::level));
    }

    private static PermissionLevel level(Json json) {
      String text = JsonFields.asText(json);
      return PermissionLevel.parse(text)
          .orElseThrow(() -> new InvalidShape("unknown variant `" + text + "`"));
    }
  }

  private Answer readAll() {
    return Answer.json(JsonObject.of("config", use.readAll().read()));
  }

  private Answer read(Call call) {
    Key key = call.body(Key::read);
    return Answer.json(
        switch (use.read().read(key.key(), key.isSecret())) {
          case Shown.Value(Json value) -> value;
          case Shown.Masked(String text) when text == null -> JsonNull.NULL;
          case Shown.Masked(String text) -> JsonObject.of("maskedValue", Json.of(text));
        });
  }

  private Answer upsert(Call call) {
    Upsert upsert = call.body(Upsert::read);
    Key key = upsert.key();
    use.upsert().upsert(key.key(), upsert.value(), key.isSecret());
    return Answer.json(Json.of("Upserted key " + key.key()));
  }

  private Answer remove(Call call) {
    Key key = call.body(Key::read);
    use.remove().remove(key.key(), key.isSecret());
    return Answer.json(Json.of("Removed key " + key.key()));
  }

  private Answer permissions(Call call) {
    use.permissions().set(call.body(ConfigRoutes::levels));
    return Answer.json(Json.of("Permissions updated successfully"));
  }

  /// If a tool occurs twice, the last level counts.
  private static Map<String, PermissionLevel> levels(JsonFields fields) {
    Map<String, PermissionLevel> levels = new LinkedHashMap<>();
    fields
        .required("tool_permissions", JsonFields.listOf(Decision::read))
        .forEach(decision -> levels.put(decision.tool(), decision.level()));
    return levels;
  }
}
