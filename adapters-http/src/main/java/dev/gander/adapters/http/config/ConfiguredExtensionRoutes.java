package dev.gander.adapters.http.config;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.List;

/// The extensions available to new sessions.
public final class ConfiguredExtensionRoutes {
  private final UseCases.Config use;

  public ConfiguredExtensionRoutes(UseCases.Config use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("get_extensions", "/config/extensions", _ -> list()),
        Route.post("add_extension", "/config/extensions", this::put),
        Route.delete("remove_extension", "/config/extensions/{name}", this::remove));
  }

  /// Desktop also sends the old `enabled` within `config`; the one beside it counts.
  private record Put(String name, ExtensionConfig config, boolean enabled) {
    static Put read(JsonFields fields) {
      String name = fields.text("name");
      ExtensionConfig config = fields.required("config", ExtensionConfigJson::readKnown);
      return new Put(name, config, fields.bool("enabled"));
    }
  }

  private Answer list() {
    ConfiguredExtensions configured = use.extensions().list();
    return Answer.json(
        JsonObject.builder()
            .put(
                "extensions", JsonArray.of(configured.listed(), ConfiguredExtensions.Entry::toJson))
            .put("warnings", JsonArray.ofTexts(configured.warnings()))
            .build());
  }

  private Answer put(Call call) {
    Put put = call.body(Put::read);
    boolean known = use.configureExtension().put(put.name(), put.enabled(), put.config());
    String done = known ? "Updated extension " : "Added extension ";
    return Answer.json(Json.of(done + put.name()));
  }

  private Answer remove(Call call) {
    String name = call.path("name");
    use.configureExtension().remove(name);
    return Answer.json(Json.of("Removed extension " + name));
  }
}
