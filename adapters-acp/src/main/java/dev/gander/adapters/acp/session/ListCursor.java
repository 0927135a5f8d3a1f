package dev.gander.adapters.acp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.session.BrowseSessions.Filter;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionType;
import dev.gander.json.jackson.JsonText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// A place in a list of sessions as a text that means nothing to clients. It is of use for the same
/// list only.
final class ListCursor {
  private ListCursor() {}

  static String write(SessionPlace place, Filter filter) {
    JsonObject json =
        JsonObject.builder()
            .put("sort_at", place.lastActive().toString())
            .put("session_id", place.id().value())
            .put("filter_hash", hash(filter))
            .build();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(JsonText.write(json).getBytes(UTF_8));
  }

  /// @throws RpcError if it is none, or belongs to another list
  static SessionPlace read(String cursor, Filter filter) {
    SessionPlace place;
    String list;
    try {
      String json = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      JsonFields fields = JsonFields.of(JsonText.parse(json));
      place =
          new SessionPlace(
              Instant.parse(fields.text("sort_at")), new SessionId(fields.text("session_id")));
      list = fields.text("filter_hash");
    } catch (IllegalArgumentException | InvalidInput | DateTimeException _) {
      throw RpcError.invalidParams("malformed session list cursor");
    }
    if (!list.equals(hash(filter))) {
      throw RpcError.invalidParams("session list cursor does not match filters");
    }
    return place;
  }

  private static String hash(Filter filter) {
    String types =
        filter.types().stream().map(SessionType::wire).sorted().collect(Collectors.joining(","));
    String text = filter.workingDir() + "\n" + types + "\n" + filter.text();
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
