package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a list of sessions shows of the messages of one.
///
/// @param last when the newest was created; null if there is none, or its time cannot be shown
@SuppressWarnings("exports") // Rows are for stores on another database only.
public record MessageTotals(int count, @Nullable Instant last) {
  public static final MessageTotals NONE = new MessageTotals(0, null);

  public static MessageTotals read(ResultSet row) throws SQLException {
    long lastCreated = row.getLong("last_created");
    Instant last = row.wasNull() ? null : Message.time(Message.second(lastCreated)).orElse(null);
    return new MessageTotals(row.getInt("message_count"), last);
  }
}
