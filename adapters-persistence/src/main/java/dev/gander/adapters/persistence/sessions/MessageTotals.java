package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionActivity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a list of sessions shows of the messages of one.
///
/// @param last when the newest was created; null if there is none, or its time cannot be shown
public record MessageTotals(int count, @Nullable Instant last) {
  public static final MessageTotals NONE = new MessageTotals(0, null);

  public static MessageTotals read(ResultSet row) throws SQLException {
    long lastCreated = row.getLong("last_created");
    Instant last = row.wasNull() ? null : time(lastCreated);
    return new MessageTotals(row.getInt("message_count"), last);
  }

  static MessageTotals of(SessionActivity activity) {
    return new MessageTotals(activity.messageCount(), activity.lastMessageAt());
  }

  /// The totals after these messages, none of which is older than what is there.
  MessageTotals with(List<Message> appended) {
    return appended.isEmpty()
        ? this
        : new MessageTotals(count + appended.size(), time(appended.getLast().created()));
  }

  private static @Nullable Instant time(long created) {
    return Message.time(Message.second(created)).orElse(null);
  }
}
