package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.RowReader;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionActivity;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionFiling;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.session.TokenState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the rows of one query for sessions. Unreadable values count as absent, and stay stored
/// until their column gets a new value.
public final class SessionReader implements RowReader<Session> {
  private final KnownTexts texts;
  private final Totals totals;

  /// Where the totals of a session's messages come from.
  @FunctionalInterface
  public interface Totals {
    MessageTotals read(ResultSet row) throws SQLException;
  }

  public SessionReader(Totals totals) {
    this(totals, new KnownTexts());
  }

  /// @param texts may serve other readers too
  SessionReader(Totals totals, KnownTexts texts) {
    this.totals = totals;
    this.texts = texts;
  }

  @Override
  public Session read(ResultSet row) throws SQLException {
    return new Session(id(row), details(row), activity(row));
  }

  private SessionDetails details(ResultSet row) throws SQLException {
    return new SessionDetails(
        name(row),
        new SessionOrigin(
            SessionType.parse(orEmpty(row.getString("session_type"))).orElse(SessionType.USER),
            row.getString("schedule_id")),
        row.getString("working_dir"),
        GooseMode.parse(orEmpty(row.getString("goose_mode"))).orElse(GooseMode.AUTO),
        new SessionModel(
            row.getString("provider_name"),
            json(row.getString("model_config_json"), ModelConfig::read)),
        new AttachedRecipe(
            json(row.getString("recipe_json"), json -> json),
            json(row.getString("user_recipe_values_json"), JsonFields::asTextMap)),
        extensionData(row.getString("extension_data")),
        new TokenState(usage(row, ""), usage(row, "accumulated_"), real(row, "accumulated_cost")),
        new SessionFiling(
            StoredTime.parse(row.getString("archived_at")).orElse(null),
            row.getString("project_id")));
  }

  private static SessionName name(ResultSet row) throws SQLException {
    String name = orEmpty(row.getString("name"));
    return new SessionName(
        name.isEmpty() ? orEmpty(row.getString("description")) : name,
        row.getBoolean("user_set_name"));
  }

  private SessionActivity activity(ResultSet row) throws SQLException {
    MessageTotals messages = totals.read(row);
    return new SessionActivity(created(row), updated(row), messages.count(), messages.last());
  }

  public static SessionId id(ResultSet row) throws SQLException {
    return new SessionId(row.getString("id"));
  }

  private static Instant created(ResultSet row) throws SQLException {
    return StoredTime.parse(row.getString("created_at")).orElse(Instant.EPOCH);
  }

  public static Instant updated(ResultSet row) throws SQLException {
    Instant created = created(row);
    return StoredTime.parse(row.getString("updated_at")).orElse(created);
  }

  private static TokenUsage usage(ResultSet row, String prefix) throws SQLException {
    return new TokenUsage(
        integer(row, prefix + "input_tokens"),
        integer(row, prefix + "output_tokens"),
        integer(row, prefix + "total_tokens"),
        integer(row, prefix + "cache_read_tokens"),
        integer(row, prefix + "cache_write_tokens"));
  }

  private JsonObject extensionData(@Nullable String stored) {
    JsonObject data = json(stored, JsonFields::asObject);
    return data == null ? JsonObject.EMPTY : data;
  }

  private <T> @Nullable T json(@Nullable String stored, Function<Json, T> reader) {
    Json json = stored == null ? JsonNull.NULL : texts.parse(stored);
    try {
      return json == JsonNull.NULL ? null : reader.apply(json);
    } catch (InvalidShape _) {
      return null;
    }
  }

  private static @Nullable Long integer(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(value);
  }

  private static @Nullable Double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    // JSON cannot express infinity.
    return row.wasNull() || !Double.isFinite(value) ? null : Double.valueOf(value);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
