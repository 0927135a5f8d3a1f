package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.SessionRows;
import dev.gander.domain.cluster.StoredSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of [SessionRows].
public interface SessionRowsContract {
  SessionId ID = new SessionId("20200101_7");

  /// An empty store.
  SessionRows rows();

  @Test
  default void aSessionIsStoredAsItIs() {
    StoredSession session = session("2020-01-01 10:00:00", message("m1", 1), message("m2", 0));

    rows().put(session);

    assertEquals(Optional.of(session), rows().find(ID));
    assertEquals(List.of(ID), rows().ids());
  }

  @Test
  default void aSessionTakesThePlaceOfItsFormerState() {
    StoredSession later = session("2020-01-01 11:00:00", message("m3", 3));
    rows().put(session("2020-01-01 10:00:00", message("m1", 1), message("m2", 2)));
    rows().put(later);

    assertEquals(Optional.of(later), rows().find(ID));
    assertEquals(List.of(ID), rows().ids());
  }

  @Test
  default void anUnknownSessionIsNotThere() {
    assertEquals(Optional.empty(), rows().find(ID));
    assertEquals(List.of(), rows().ids());
  }

  @Test
  default void numbersAreOnlyRaised() {
    rows().retire(Map.of("20200101", 7L, "20200102", 2L));
    rows().retire(Map.of("20200101", 5L, "20200102", 11L));

    assertEquals(Map.of("20200101", 7L, "20200102", 11L), rows().numbers());
    assertEquals(Set.of(), Set.copyOf(rows().ids()));
  }

  /// With a value of each kind, and members of JSON in an order of their own.
  static StoredSession session(String updated, JsonObject... messages) {
    return new StoredSession(
        ID,
        JsonObject.builder()
            .put("name", "Gänse 🪿 ' \" \\")
            .put("description", "")
            .put("user_set_name", true)
            .put("session_type", "user")
            .put("working_dir", "/w")
            .put("created_at", "2020-01-01 10:00:00")
            .put("updated_at", updated)
            .put("extension_data", "{\"b\":1, \"a\":\"\\u0000\"}")
            .put("accumulated_total_tokens", 2_147_483_647L)
            .put("accumulated_cost", JsonNumber.of(0.1))
            .put("goose_mode", "auto")
            .build(),
        List.of(messages));
  }

  static JsonObject message(String id, long created) {
    return JsonObject.builder()
        .put("message_id", id)
        .put("role", "user")
        .put("content_json", "[{\"type\":\"text\",  \"text\":\"a\\ud83d\\u0000\"}]")
        .put("created_timestamp", created)
        .put("timestamp", "2020-01-01 10:00:00")
        .putIfPresent("tokens", Json.of(3))
        .put("metadata_json", "{}")
        .build();
  }
}
