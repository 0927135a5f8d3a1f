package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.SessionDetails;
import dev.gander.json.jackson.JsonText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The columns of the table `sessions`: how they are selected and written. [SessionReader] reads
/// them.
public final class SessionColumns {
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

  /// The second of a session's last message, looked for among the last rows, as in
  /// [MessageRows#newest]: reading `created_timestamp` of all rows would read their contents too.
  private static final String LAST_CREATED =
      """
      (SELECT max(SECOND) FROM (SELECT m.created_timestamp FROM messages m
           WHERE m.session_id = s.id ORDER BY m.id DESC LIMIT 4) AS newest) AS last_created
      """
          .replace("SECOND", StoredTime.SECOND);

  /// The totals of the messages of a session `s`, for [MessageTotals]. They are counted in their
  /// index.
  public static final String SUMS =
      "(SELECT count(*) FROM messages m WHERE m.session_id = s.id) AS message_count, "
          + LAST_CREATED;

  /// The totals of the sessions with these ids, a list in JSON.
  static final String TOTALS =
      "SELECT s.id, " + SUMS + " FROM (SELECT value AS id FROM json_each(:ids)) s";

  /// Nothing but what a list is sorted by, besides the totals.
  static final String PLACES =
      "SELECT s.id, s.created_at, s.updated_at FROM sessions s WHERE s.session_type IN (<types>)";

  // As goose writes it: nine digits and +00:00.
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx").withZone(ZoneOffset.UTC);

  private SessionColumns() {}

  /// Selects the columns from `sessions s`; those that this database lacks are NULL.
  static String selectWithoutTotals(Set<String> present) {
    return "SELECT " + columns(present) + " FROM sessions s\n";
  }

  /// Selects the columns and the totals of the session's messages.
  static String select(Set<String> present) {
    return "SELECT " + columns(present) + ", " + SUMS + "FROM sessions s\n";
  }

  private static String columns(Set<String> present) {
    return READ.stream()
        .map(column -> (present.contains(column) ? "s." : "NULL AS ") + column)
        .collect(Collectors.joining(", "));
  }

  /// Selects all columns and the totals from a database that has all columns.
  public static String select() {
    return select(Set.copyOf(READ));
  }

  /// All columns but one.
  static List<String> besidesId() {
    return READ.subList(1, READ.size());
  }

  /// The details by column.
  public static Map<String, @Nullable Object> values(SessionDetails details) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", details.name().text());
    values.put("user_set_name", details.name().chosenByUser());
    values.put("session_type", details.origin().type().wire());
    values.put("working_dir", details.workingDir());
    values.put("extension_data", JsonText.write(details.extensionData()));
    putUsage(values, "", details.tokens().usage());
    putUsage(values, "accumulated_", details.tokens().accumulated());
    values.put("accumulated_cost", details.tokens().accumulatedCost());
    values.put("schedule_id", details.origin().scheduleId());
    values.put("recipe_json", text(details.recipe().json()));
    values.put("user_recipe_values_json", text(texts(details.recipe().values())));
    values.put("provider_name", details.model().provider());
    ModelConfig model = details.model().config();
    values.put("model_config_json", text(model == null ? null : model.toJson()));
    values.put("goose_mode", details.mode().wire());
    Instant archived = details.filing().archivedAt();
    values.put("archived_at", archived == null ? null : RFC_3339.format(archived));
    values.put("project_id", details.filing().projectId());
    return values;
  }

  /// Adds a row; the columns are named, since their order differs between databases.
  public static void insert(Handle handle, Map<String, @Nullable Object> row) {
    String columns = String.join(", ", row.keySet());
    String values = row.keySet().stream().map(_ -> "?").collect(Collectors.joining(", "));
    handle.execute(
        "INSERT INTO sessions (" + columns + ") VALUES (" + values + ")", row.values().toArray());
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
}
