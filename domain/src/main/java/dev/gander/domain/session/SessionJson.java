package dev.gander.domain.session;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The goose JSON form of a session, with the members of all versions from 1.26 to 1.39: both the
/// flat token counts (up to 1.38) and the usage objects (1.39). Absent values are `null`, never
/// omitted; times are RFC 3339 in UTC with `Z`; `conversation` is `null` if it was not requested.
public final class SessionJson {
  // Some versions of goose fill it in for lists; we do not.
  private static final String SNIPPET = "last_message_snippet";

  private SessionJson() {}

  public static JsonObject write(Session session) {
    return write(session, JsonNull.NULL);
  }

  public static JsonObject write(Session session, List<Message> conversation) {
    return write(session, MessageJson.writeAll(conversation));
  }

  private static JsonObject write(Session session, Json conversation) {
    SessionDetails details = session.details();
    SessionActivity activity = session.activity();
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", session.id().value())
            .put("working_dir", details.workingDir())
            .put("name", details.name().text())
            .put("user_set_name", details.name().chosenByUser())
            .put("session_type", details.origin().type().wire())
            .put("created_at", activity.createdAt().toString())
            .put("updated_at", activity.updatedAt().toString())
            .put("extension_data", details.extensionData());
    putTokens(json, details.tokens());
    json.putOrNull("schedule_id", details.origin().scheduleId())
        .putOrNull("recipe", details.recipe().json())
        .putOrNull("user_recipe_values", values(details.recipe().values()))
        .put("conversation", conversation)
        .put("message_count", activity.messageCount())
        .putOrNull("last_message_at", time(activity.lastMessageAt()));
    putModel(json, details.model());
    return json.put("goose_mode", details.mode().wire())
        .putOrNull("archived_at", time(details.filing().archivedAt()))
        .putOrNull("project_id", details.filing().projectId())
        .put(SNIPPET, JsonNull.NULL)
        .build();
  }

  /// Reads an export without its conversation. Provider, model, times and counts are read too; the
  /// import decides which of them to keep.
  ///
  /// @throws InvalidShape if a required member is missing or any member is invalid
  public static Session read(Json json) {
    JsonFields fields = JsonFields.of(json);
    // The order matters: an error names the first member that is missing or invalid.
    var id = new SessionId(fields.text("id"));
    String workingDir = fields.text("working_dir");
    SessionName name = name(fields);
    SessionType type = fields.orElse("session_type", SessionJson::type, SessionType.USER);
    Instant createdAt = fields.required("created_at", SessionJson::time);
    Instant updatedAt = fields.required("updated_at", SessionJson::time);
    JsonObject extensionData = fields.required("extension_data", JsonFields::asObject);
    TokenState tokens = tokens(fields);
    var origin = new SessionOrigin(type, fields.optionalText("schedule_id"));
    AttachedRecipe recipe = recipe(fields);
    var activity = new SessionActivity(createdAt, updatedAt, count(fields), lastMessage(fields));
    SessionModel model = model(fields);
    GooseMode mode = fields.orElse("goose_mode", SessionJson::mode, GooseMode.AUTO);
    SessionFiling filing = filing(fields);
    fields.optionalText(SNIPPET);
    var details =
        new SessionDetails(
            name, origin, workingDir, mode, model, recipe, extensionData, tokens, filing);
    return new Session(id, details, activity);
  }

  private static SessionName name(JsonFields fields) {
    return new SessionName(
        fields.object().has("name") ? fields.text("name") : fields.text("description"),
        fields.orElse("user_set_name", JsonFields::asBool, false));
  }

  private static AttachedRecipe recipe(JsonFields fields) {
    return new AttachedRecipe(
        fields.optional("recipe", recipe -> recipe),
        fields.optional("user_recipe_values", JsonFields::asTextMap));
  }

  private static int count(JsonFields fields) {
    return (int)
        Math.min(fields.required("message_count", JsonFields::asUnsigned), Integer.MAX_VALUE);
  }

  private static @Nullable Instant lastMessage(JsonFields fields) {
    return fields.optional("last_message_at", SessionJson::time);
  }

  private static SessionModel model(JsonFields fields) {
    return new SessionModel(
        fields.optionalText("provider_name"), fields.optional("model_config", ModelConfig::read));
  }

  private static SessionFiling filing(JsonFields fields) {
    return new SessionFiling(
        fields.optional("archived_at", SessionJson::time), fields.optionalText("project_id"));
  }

  private static TokenState tokens(JsonFields fields) {
    return new TokenState(
        tokens(fields, "usage", ""),
        tokens(fields, "accumulated_usage", "accumulated_"),
        fields.optional("accumulated_cost", JsonFields::asDouble));
  }

  private static void putTokens(JsonObject.Builder json, TokenState tokens) {
    TokenUsage last = tokens.usage();
    TokenUsage all = tokens.accumulated();
    json.putOrNull("total_tokens", last.total())
        .putOrNull("input_tokens", last.input())
        .putOrNull("output_tokens", last.output())
        .putOrNull("accumulated_total_tokens", all.total())
        .putOrNull("accumulated_input_tokens", all.input())
        .putOrNull("accumulated_output_tokens", all.output())
        .putOrNull("accumulated_cost", tokens.accumulatedCost())
        .put("usage", last.toJson())
        .put("accumulated_usage", all.toJson());
  }

  private static void putModel(JsonObject.Builder json, SessionModel model) {
    ModelConfig config = model.config();
    json.putOrNull("provider_name", model.provider())
        .putOrNull("model_config", config == null ? null : config.toJson());
  }

  /// The usage object if present, else the flat members of versions up to 1.38.
  private static TokenUsage tokens(JsonFields fields, String object, String prefix) {
    TokenUsage usage = fields.optional(object, TokenUsage::read);
    return usage != null
        ? usage
        : new TokenUsage(
            TokenUsage.count(fields, prefix + "input_tokens"),
            TokenUsage.count(fields, prefix + "output_tokens"),
            TokenUsage.count(fields, prefix + "total_tokens"),
            null,
            null);
  }

  private static @Nullable Json values(@Nullable Map<String, String> values) {
    if (values == null) {
      return null;
    }
    JsonObject.Builder json = JsonObject.builder();
    values.forEach(json::put);
    return json.build();
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static Instant time(Json json) {
    String text = JsonFields.asText(json);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidShape("invalid time `" + text + "`");
    }
  }

  private static SessionType type(Json json) {
    String text = JsonFields.asText(json);
    return SessionType.parse(text)
        .orElseThrow(() -> new InvalidShape("unknown variant `" + text + "`"));
  }

  private static GooseMode mode(Json json) {
    String text = JsonFields.asText(json);
    return GooseMode.parse(text)
        .orElseThrow(() -> new InvalidShape("unknown variant `" + text + "`"));
  }
}
