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
/// left out; times are RFC 3339 in UTC with `Z`; `conversation` is `null` when it was not asked
/// for.
public final class SessionJson {
  private SessionJson() {}

  public static JsonObject write(Session session) {
    return write(session, JsonNull.NULL);
  }

  public static JsonObject write(Session session, List<Message> conversation) {
    return write(session, MessageJson.writeAll(conversation));
  }

  private static JsonObject write(Session session, Json conversation) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", session.id().value())
            .put("working_dir", session.workingDir())
            .put("name", session.name())
            .put("user_set_name", session.userSetName())
            .put("session_type", session.type().wire())
            .put("created_at", session.createdAt().toString())
            .put("updated_at", session.updatedAt().toString())
            .put("extension_data", session.extensionData());
    putTokens(json, session);
    return json.putOrNull("schedule_id", session.scheduleId())
        .putOrNull("recipe", session.recipe())
        .putOrNull("user_recipe_values", values(session.userRecipeValues()))
        .put("conversation", conversation)
        .put("message_count", session.messageCount())
        .putOrNull("last_message_at", time(session.lastMessageAt()))
        .putOrNull("provider_name", session.providerName())
        .putOrNull(
            "model_config", session.modelConfig() == null ? null : session.modelConfig().toJson())
        .put("goose_mode", session.mode().wire())
        .putOrNull("archived_at", time(session.archivedAt()))
        .putOrNull("project_id", session.projectId())
        .putOrNull("last_message_snippet", session.lastMessageSnippet())
        .build();
  }

  /// Reads what an export holds; the conversation is read apart, as messages. Provider, model,
  /// times and counts are read too: what an import keeps of them is its own rule.
  ///
  /// @throws InvalidShape if a required member is missing or one is wrong
  public static Session read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new Session(
        new SessionId(fields.text("id")),
        fields.text("working_dir"),
        fields.object().has("name") ? fields.text("name") : fields.text("description"),
        fields.orElse("user_set_name", JsonFields::asBool, false),
        fields.orElse("session_type", SessionJson::type, SessionType.USER),
        fields.required("created_at", SessionJson::time),
        fields.required("updated_at", SessionJson::time),
        fields.required("extension_data", JsonFields::asObject),
        tokens(fields, "usage", ""),
        tokens(fields, "accumulated_usage", "accumulated_"),
        fields.optional("accumulated_cost", JsonFields::asDouble),
        fields.optionalText("schedule_id"),
        fields.optional("recipe", recipe -> recipe),
        fields.optional("user_recipe_values", JsonFields::asTextMap),
        (int) Math.min(fields.required("message_count", JsonFields::asUnsigned), Integer.MAX_VALUE),
        fields.optional("last_message_at", SessionJson::time),
        fields.optionalText("provider_name"),
        fields.optional("model_config", ModelConfig::read),
        fields.orElse("goose_mode", SessionJson::mode, GooseMode.AUTO),
        fields.optional("archived_at", SessionJson::time),
        fields.optionalText("project_id"),
        fields.optionalText("last_message_snippet"));
  }

  private static void putTokens(JsonObject.Builder json, Session session) {
    TokenUsage last = session.usage();
    TokenUsage all = session.accumulatedUsage();
    json.putOrNull("total_tokens", last.total())
        .putOrNull("input_tokens", last.input())
        .putOrNull("output_tokens", last.output())
        .putOrNull("accumulated_total_tokens", all.total())
        .putOrNull("accumulated_input_tokens", all.input())
        .putOrNull("accumulated_output_tokens", all.output())
        .putOrNull("accumulated_cost", session.accumulatedCost())
        .put("usage", last.toJson())
        .put("accumulated_usage", all.toJson());
  }

  /// The usage object if there is one, else the flat members of versions up to 1.38.
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
