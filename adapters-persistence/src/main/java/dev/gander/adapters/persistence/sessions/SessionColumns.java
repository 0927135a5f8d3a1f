package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.TokenUsage;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionType;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A session as a row of the table `sessions`. What cannot be read is taken for absent, and stays
/// stored as long as nobody gives that column a new value.
final class SessionColumns {
  private static final List<String> READ =
      List.of(
          "id",
          "name",
          "description",
          "user_set_name",
          "session_type",
          "working_dir",
          "created_at",
          "updated_at",
          "extension_data",
          "total_tokens",
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "accumulated_total_tokens",
          "accumulated_input_tokens",
          "accumulated_output_tokens",
          "accumulated_cache_read_tokens",
          "accumulated_cache_write_tokens",
          "accumulated_cost",
          "schedule_id",
          "recipe_json",
          "user_recipe_values_json",
          "provider_name",
          "model_config_json",
          "goose_mode",
          "archived_at",
          "project_id");

  // As goose writes it: nine digits and +00:00.
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx").withZone(ZoneOffset.UTC);

  private SessionColumns() {}

  /// The columns for a SELECT from `sessions s`; those that this database lacks are NULL. The
  /// messages are counted in their index. The last one is looked up by its row number: reading
  /// `created_timestamp` of all rows would read their contents too.
  static String select(Set<String> present) {
    String columns =
        READ.stream()
            .map(column -> (present.contains(column) ? "s." : "NULL AS ") + column)
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + """
        , (SELECT count(*) FROM messages m WHERE m.session_id = s.id) AS message_count,
        (SELECT m.created_timestamp FROM messages m
           WHERE m.session_id = s.id ORDER BY m.id DESC LIMIT 1) AS last_created
        FROM sessions s
        """;
  }

  static Session read(ResultSet row) throws SQLException {
    String name = row.getString("name");
    long lastCreated = row.getLong("last_created");
    Instant lastMessage =
        row.wasNull() ? null : Instant.ofEpochSecond(StoredTime.second(lastCreated));
    Instant created = StoredTime.parse(row.getString("created_at")).orElse(Instant.EPOCH);
    return new Session(
        new SessionId(row.getString("id")),
        row.getString("working_dir"),
        name == null || name.isEmpty() ? orEmpty(row.getString("description")) : name,
        row.getBoolean("user_set_name"),
        SessionType.parse(orEmpty(row.getString("session_type"))).orElse(SessionType.USER),
        created,
        StoredTime.parse(row.getString("updated_at")).orElse(created),
        extensionData(row.getString("extension_data")),
        usage(row, ""),
        usage(row, "accumulated_"),
        real(row, "accumulated_cost"),
        row.getString("schedule_id"),
        json(row.getString("recipe_json"), json -> json),
        json(row.getString("user_recipe_values_json"), JsonFields::asTextMap),
        row.getInt("message_count"),
        lastMessage,
        row.getString("provider_name"),
        json(row.getString("model_config_json"), ModelConfig::read),
        GooseMode.parse(orEmpty(row.getString("goose_mode"))).orElse(GooseMode.AUTO),
        StoredTime.parse(row.getString("archived_at")).orElse(null),
        row.getString("project_id"),
        null);
  }

  /// What a caller may change, by column.
  static Map<String, @Nullable Object> values(Session session) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", session.name());
    values.put("user_set_name", session.userSetName());
    values.put("session_type", session.type().wire());
    values.put("working_dir", session.workingDir());
    values.put("extension_data", JsonText.write(session.extensionData()));
    putUsage(values, "", session.usage());
    putUsage(values, "accumulated_", session.accumulatedUsage());
    values.put("accumulated_cost", session.accumulatedCost());
    values.put("schedule_id", session.scheduleId());
    values.put("recipe_json", text(session.recipe()));
    values.put("user_recipe_values_json", text(texts(session.userRecipeValues())));
    values.put("provider_name", session.providerName());
    ModelConfig model = session.modelConfig();
    values.put("model_config_json", text(model == null ? null : model.toJson()));
    values.put("goose_mode", session.mode().wire());
    Instant archived = session.archivedAt();
    values.put("archived_at", archived == null ? null : RFC_3339.format(archived));
    values.put("project_id", session.projectId());
    return values;
  }

  /// Adds a row; the columns are named, since their order differs between databases.
  static void insert(Handle handle, Map<String, @Nullable Object> row) {
    String columns = String.join(", ", row.keySet());
    String values = row.keySet().stream().map(_ -> "?").collect(Collectors.joining(", "));
    handle.execute(
        "INSERT INTO sessions (" + columns + ") VALUES (" + values + ")", row.values().toArray());
  }

  private static TokenUsage usage(ResultSet row, String prefix) throws SQLException {
    return new TokenUsage(
        integer(row, prefix + "input_tokens"),
        integer(row, prefix + "output_tokens"),
        integer(row, prefix + "total_tokens"),
        integer(row, prefix + "cache_read_tokens"),
        integer(row, prefix + "cache_write_tokens"));
  }

  private static void putUsage(
      Map<String, @Nullable Object> values, String prefix, TokenUsage usage) {
    values.put(prefix + "input_tokens", clamped(usage.input()));
    values.put(prefix + "output_tokens", clamped(usage.output()));
    values.put(prefix + "total_tokens", clamped(usage.total()));
    values.put(prefix + "cache_read_tokens", clamped(usage.cacheRead()));
    values.put(prefix + "cache_write_tokens", clamped(usage.cacheWrite()));
  }

  /// goose reads these columns as 32-bit numbers and would not open the session otherwise.
  private static @Nullable Long clamped(@Nullable Long tokens) {
    return tokens == null ? null : Long.valueOf(Math.min(tokens, Integer.MAX_VALUE));
  }

  private static JsonObject extensionData(@Nullable String stored) {
    JsonObject data = json(stored, JsonFields::asObject);
    return data == null ? JsonObject.EMPTY : data;
  }

  private static <T> @Nullable T json(@Nullable String stored, Function<Json, T> reader) {
    if (stored == null) {
      return null;
    }
    try {
      return reader.apply(JsonText.parse(stored));
    } catch (JsonSyntaxException | InvalidShape _) {
      return null;
    }
  }

  private static @Nullable String text(@Nullable Json json) {
    return json == null ? null : JsonText.write(json);
  }

  private static @Nullable Json texts(@Nullable Map<String, String> values) {
    if (values == null) {
      return null;
    }
    JsonObject.Builder object = JsonObject.builder();
    values.forEach(object::put);
    return object.build();
  }

  private static @Nullable Long integer(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(value);
  }

  private static @Nullable Double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : Double.valueOf(value);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
