package dev.gander.adapters.acp.session;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.ChooseModel;
import dev.gander.application.api.agent.ChooseModel.Chosen;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What users may choose in a session: mode, provider, model, thinking effort.
record SessionOptions(UseCases use) {
  /// Stands for the provider of the settings.
  static final String DEFAULT_PROVIDER = "goose";

  private static final List<GooseMode> MODES =
      List.of(GooseMode.AUTO, GooseMode.APPROVE, GooseMode.SMART_APPROVE, GooseMode.CHAT);

  /// The modes, as before there were options.
  static JsonObject modes(GooseMode current) {
    return JsonObject.builder()
        .put("currentModeId", current.wire())
        .put("availableModes", JsonArray.of(MODES, mode -> described("id", mode)))
        .build();
  }

  private static JsonObject described(String member, GooseMode mode) {
    return JsonObject.builder()
        .put(member, mode.wire())
        .put("name", mode.wire())
        .put("description", description(mode))
        .build();
  }

  private static String description(GooseMode mode) {
    return switch (mode) {
      case AUTO -> "Tools run without asking";
      case APPROVE -> "The user is asked before each tool runs";
      case SMART_APPROVE -> "The user is asked before tools that change something run";
      case CHAT -> "Chat only, no tool calls";
    };
  }

  /// The models, as before there were options; null without a model.
  @Nullable JsonObject models(SessionId session) {
    Chosen chosen = use.agents().chooseModel().chosen(session);
    return chosen.model() == null
        ? null
        : JsonObject.builder()
            .put("currentModelId", chosen.model())
            .put("availableModels", list(models(chosen), name -> named("modelId", name)))
            .build();
  }

  private static JsonObject named(String member, String name) {
    return JsonObject.builder().put(member, name).put("name", name).build();
  }

  private static JsonArray list(Iterable<String> names, Function<String, JsonObject> form) {
    List<JsonObject> items = new ArrayList<>();
    names.forEach(name -> items.add(form.apply(name)));
    return JsonArray.of(items, item -> item);
  }

  /// Those that are known, after the current one if it is not among them.
  private Set<String> models(Chosen chosen) {
    List<String> known =
        chosen.provider() == null
            ? List.of()
            : use.providers().known().of(chosen.provider()).stream().map(ModelInfo::name).toList();
    Set<String> all = new LinkedHashSet<>();
    if (chosen.model() != null && !known.contains(chosen.model())) {
      all.add(chosen.model());
    }
    all.addAll(known);
    return all;
  }

  /// All options, in goose's order.
  JsonArray options(SessionId session) {
    Chosen chosen = use.agents().chooseModel().chosen(session);
    return JsonArray.of(
        List.of(provider(chosen), mode(chosen), model(chosen), effort(chosen)), option -> option);
  }

  private JsonObject provider(Chosen chosen) {
    Set<String> names = new TreeSet<>();
    use.providers().list().list().forEach(listed -> names.add(listed.metadata().name()));
    String current = chosen.provider() == null ? DEFAULT_PROVIDER : chosen.provider();
    names.add(current);
    names.remove(DEFAULT_PROVIDER);
    List<JsonObject> options = new ArrayList<>();
    options.add(
        JsonObject.builder().put("value", DEFAULT_PROVIDER).put("name", "Goose (Default)").build());
    names.forEach(name -> options.add(named("value", name)));
    return select("provider", "Provider", null, current, options);
  }

  private static JsonObject mode(Chosen chosen) {
    List<JsonObject> options = MODES.stream().map(mode -> described("value", mode)).toList();
    return select("mode", "Mode", "mode", chosen.session().mode().wire(), options);
  }

  private JsonObject model(Chosen chosen) {
    List<JsonObject> options = models(chosen).stream().map(name -> named("value", name)).toList();
    String current = chosen.model() == null ? "" : chosen.model();
    return select("model", "Model", "model", current, options);
  }

  private static JsonObject effort(Chosen chosen) {
    List<String> efforts = chosen.reasons() ? ChooseModel.EFFORTS : List.of(chosen.effort());
    List<JsonObject> options = efforts.stream().map(effort -> named("value", effort)).toList();
    return select("thinking_effort", "Thinking effort", "thought_level", chosen.effort(), options)
        .with("description", Json.of("How long the model may think before it answers"));
  }

  private static JsonObject select(
      String id, String name, @Nullable String category, String current, List<JsonObject> options) {
    return JsonObject.builder()
        .put("id", id)
        .put("name", name)
        .putTextIfPresent("category", category)
        .put("type", "select")
        .put("currentValue", current)
        .put("options", JsonArray.of(options, option -> option))
        .build();
  }

  /// The update for clients that show them.
  JsonObject update(SessionId session) {
    return JsonObject.builder()
        .put("sessionUpdate", "config_option_update")
        .put("configOptions", options(session))
        .build();
  }
}
