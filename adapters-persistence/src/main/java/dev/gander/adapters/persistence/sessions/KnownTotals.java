package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sqlite.SqliteDatabase.State;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Remembers the totals of sessions, so that a list reads only those of sessions that have changed
/// since the last one. An entry is valid until another program writes to the file. Any thread.
final class KnownTotals {
  private static final int KEPT = 20_000;

  /// @param change the number of the last change of the session
  /// @param state of the file before the totals were read; null with them after a change
  private record Remembered(long change, @Nullable State state, @Nullable MessageTotals totals) {}

  // Guarded by this, like all that follows.
  private final Map<SessionId, Remembered> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Remembered> eldest) {
          boolean isOver = size() > KEPT;
          if (isOver) {
            forgotten = Math.max(forgotten, eldest.getValue().change());
          }
          return isOver;
        }
      };

  private long changes;

  /// The last change of which it is no longer known which session it was.
  private long forgotten;

  /// The file at one moment: what is read from now on contains all changes up to this number.
  record Look(State state, long change) {}

  /// To be called before anything is read, where a write would run: no change is under way then.
  synchronized Look look(State state) {
    return new Look(state, changes);
  }

  /// The messages of a session change. Call inside the transaction.
  synchronized void change(SessionId id) {
    entries.put(id, new Remembered(++changes, null, null));
  }

  /// The totals of these sessions; those that are not known are read, and known from then on. Ids
  /// without a session have no messages.
  ///
  /// @param look empty if nothing can be said about the state of the file
  Map<SessionId, MessageTotals> of(Handle handle, Optional<Look> look, List<SessionId> ids) {
    Map<SessionId, MessageTotals> found = new HashMap<>();
    look.ifPresent(it -> addKnown(it.state(), ids, found));
    List<String> missing = new ArrayList<>();
    ids.stream().filter(id -> !found.containsKey(id)).forEach(id -> missing.add(id.value()));
    if (!missing.isEmpty()) {
      Map<SessionId, MessageTotals> read = read(handle, missing);
      look.ifPresent(it -> keep(it, read));
      found.putAll(read);
    }
    return found;
  }

  private synchronized void addKnown(
      State state, List<SessionId> ids, Map<SessionId, MessageTotals> found) {
    for (SessionId id : ids) {
      known(state, id).ifPresent(totals -> found.put(id, totals));
    }
  }

  /// The totals of a session in this state of the file. For [#look]'s callers.
  synchronized Optional<MessageTotals> known(State state, SessionId id) {
    Remembered entry = entries.get(id);
    return entry == null || !state.equals(entry.state())
        ? Optional.empty()
        : Optional.ofNullable(entry.totals());
  }

  private static Map<SessionId, MessageTotals> read(Handle handle, List<String> ids) {
    Map<SessionId, MessageTotals> totals = new HashMap<>();
    handle
        .createQuery(SessionColumns.TOTALS)
        .bind("ids", JsonText.write(JsonArray.ofTexts(ids)))
        .map(row -> Map.entry(new SessionId(row.getString("id")), MessageTotals.read(row)))
        .forEach(entry -> totals.put(entry.getKey(), entry.getValue()));
    return totals;
  }

  /// @param read what was read or written since the look
  synchronized void keep(Look look, Map<SessionId, MessageTotals> read) {
    if (look.change() < forgotten) {
      return;
    }
    read.forEach(
        (id, totals) -> {
          Remembered before = entries.get(id);
          long change = before == null ? 0 : before.change();
          if (change <= look.change()) {
            entries.put(id, new Remembered(change, look.state(), totals));
          }
        });
  }
}
