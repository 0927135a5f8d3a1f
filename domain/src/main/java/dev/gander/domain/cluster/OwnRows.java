package dev.gander.domain.cluster;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// The rows of Gander's own stores as they are stored, for moving them to a database of another
/// kind while no server uses either. Threading, interruption and failures are as in
/// [dev.gander.domain.session.SessionStore]; each method is one transaction.
public interface OwnRows {
  /// A row.
  ///
  /// @param key what no other row of its table has, in the order by which rows are sorted; empty in
  ///   a table with a single row
  /// @param columns the values by column, without those that are NULL
  record OwnRow(List<Json> key, JsonObject columns) {
    public OwnRow {
      key = List.copyOf(key);
    }
  }

  /// The same for all stores of one version.
  List<String> tables();

  /// The next rows of a table in the order of their keys. NUL in a text reads as U+FFFD, which is
  /// what every store can keep.
  ///
  /// @param after only rows with a higher key
  List<OwnRow> next(String table, Optional<OwnRow> after, int most);

  /// Those rows of a table that have the keys of these.
  List<OwnRow> like(String table, List<OwnRow> rows);

  /// Stores rows in place of those with their keys. One that cannot be stored beside the others,
  /// since something else of it has to be unique, is left out.
  void put(String table, List<OwnRow> rows);

  /// Removes the rows with the keys of these.
  void remove(String table, List<OwnRow> rows);
}
