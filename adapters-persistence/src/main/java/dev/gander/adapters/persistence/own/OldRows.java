package dev.gander.adapters.persistence.own;

import java.time.Instant;

/// Rows of a table that go when they are old. Creates nothing if nothing was ever stored.
///
/// @param time the column with the time in UTC as ISO 8601 has it
/// @param over the condition for rows that may go at all
public record OldRows(OwnTables database, String table, String time, String over) {
  /// How long such a time is, to the second.
  private static final int SECOND = 19;

  /// How many are from before a time, to the second.
  public int count(Instant before) {
    return database.exists()
        ? database.read(
            handle ->
                handle
                    .createQuery("SELECT count(*)" + from())
                    .bind("before", second(before))
                    .mapTo(Integer.class)
                    .one())
        : 0;
  }

  /// Removes them.
  ///
  /// @return how many
  public int remove(Instant before) {
    return database.exists()
        ? database.writeSoon(
            handle ->
                handle.createUpdate("DELETE" + from()).bind("before", second(before)).execute())
        : 0;
  }

  private String from() {
    return " FROM %s WHERE %s AND substr(%s, 1, %d) < :before".formatted(table, over, time, SECOND);
  }

  private static String second(Instant time) {
    return time.toString().substring(0, SECOND);
  }
}
