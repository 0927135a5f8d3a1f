package dev.gander.domain.run;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.SessionId;
import java.util.Map;
import java.util.Set;

/// The JSON form of a [RunRequest], in requests and in the store. Unknown members are mistakes: a
/// program that misspells a limit must not run without it.
public final class RunRequestJson {
  private static final String LABELS = "labels";
  private static final String[] MEMBERS = {
    "recipe",
    "prompt",
    "parameters",
    "provider",
    "model",
    "mode",
    "extensions",
    "folder",
    LABELS,
    "limits",
    "session_id",
    "on_restart",
    "webhook"
  };
  private static final String CONTINUE = "continue";
  private static final String INTERRUPT = "interrupt";

  private RunRequestJson() {}

  /// @throws InvalidInput if it is not a request that can be carried out
  public static RunRequest read(JsonFields fields) {
    String session = fields.only(MEMBERS).optionalText("session_id");
    RunLimits limits = fields.optional("limits", RunLimits::read);
    return new RunRequest(
        task(fields),
        surroundings(fields),
        limits == null ? RunLimits.NONE : limits,
        session == null ? null : new SessionId(session),
        Boolean.TRUE.equals(fields.optional("on_restart", RunRequestJson::continues)),
        fields.optional("webhook", RunWebhook::read));
  }

  private static RunTask task(JsonFields fields) {
    Map<String, String> parameters = fields.optional("parameters", JsonFields::asTextMap);
    return new RunTask(
        fields.optionalText("prompt"),
        fields.optional("recipe", RunRequestJson::reference),
        parameters == null ? Map.of() : parameters);
  }

  private static RecipeReference reference(Json json) {
    JsonObject named = JsonFields.asObject(json);
    if (named.members().size() != 1) {
      throw notOneOfFour();
    }
    String way = named.members().keySet().iterator().next();
    JsonFields fields = JsonFields.of(named);
    return switch (way) {
      case "id" -> new RecipeReference.ById(fields.text(way));
      case "file" -> new RecipeReference.InFile(fields.text(way));
      case "deeplink" -> new RecipeReference.ByDeeplink(fields.text(way));
      case "inline" ->
          new RecipeReference.Inline(fields.required(way, value -> Recipe.read(value).json()));
      case String _ -> throw notOneOfFour();
    };
  }

  private static InvalidShape notOneOfFour() {
    return new InvalidShape("expected exactly one of `id`, `file`, `deeplink`, `inline`");
  }

  private static RunSurroundings surroundings(JsonFields fields) {
    return new RunSurroundings(
        fields.optionalText("provider"),
        fields.optionalText("model"),
        fields.optional("mode", RunRequestJson::mode),
        fields.optional("extensions", JsonFields.listOf(RunRequestJson::extension)),
        fields.optionalText("folder"),
        NodeLabels.in(fields));
  }

  /// A name, or a configuration that can be read.
  private static Json extension(Json value) {
    if (!(value instanceof JsonString)) {
      var _ = ExtensionConfigJson.read(value);
    }
    return value;
  }

  private static GooseMode mode(Json value) {
    String word = JsonFields.asText(value);
    return GooseMode.parse(word).orElseThrow(() -> InvalidShape.unknownVariant(word));
  }

  private static boolean continues(Json value) {
    return switch (JsonFields.asText(value)) {
      case CONTINUE -> true;
      case INTERRUPT -> false;
      case String other -> throw InvalidShape.unknownVariant(other);
    };
  }

  /// With the secret of its webhook, for the store alone.
  public static JsonObject write(RunRequest request) {
    RunWebhook webhook = request.webhook();
    RunTask task = request.task();
    RunSurroundings around = request.surroundings();
    GooseMode mode = around.mode();
    SessionId session = request.session();
    JsonObject limits = request.limits().toJson();
    return JsonObject.builder()
        .putIfPresent("recipe", task.recipe() == null ? null : write(task.recipe()))
        .putTextIfPresent("prompt", task.prompt())
        .putIfPresent("parameters", task.parameters().isEmpty() ? null : texts(task.parameters()))
        .putTextIfPresent("provider", around.provider())
        .putTextIfPresent("model", around.model())
        .putTextIfPresent("mode", mode == null ? null : mode.wire())
        .putIfPresent(
            "extensions", around.extensions() == null ? null : new JsonArray(around.extensions()))
        .putTextIfPresent("folder", around.folder())
        .putIfPresent(LABELS, around.labels().isEmpty() ? null : around.labels().toJson())
        .putIfPresent("limits", limits.isEmpty() ? null : limits)
        .putTextIfPresent("session_id", session == null ? null : session.value())
        .putTextIfPresent("on_restart", request.continues() ? CONTINUE : null)
        .putIfPresent("webhook", webhook == null ? null : webhook.toJson())
        .build();
  }

  /// What its owner may see: all but the secret of its webhook.
  static JsonObject shown(RunRequest request) {
    JsonObject whole = write(request);
    return whole
        .object("webhook")
        .map(webhook -> whole.with("webhook", webhook.without(Set.of("secret"))))
        .orElse(whole);
  }

  private static Json write(RecipeReference recipe) {
    return switch (recipe) {
      case RecipeReference.ById(String id) -> JsonObject.of("id", Json.of(id));
      case RecipeReference.InFile(String path) -> JsonObject.of("file", Json.of(path));
      case RecipeReference.ByDeeplink(String link) -> JsonObject.of("deeplink", Json.of(link));
      case RecipeReference.Inline(JsonObject json) -> JsonObject.of("inline", json);
    };
  }

  static JsonObject texts(Map<String, String> texts) {
    JsonObject.Builder json = JsonObject.builder();
    texts.forEach(json::put);
    return json.build();
  }
}
