package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sessions.KnownTotals.Look;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionActivity;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads many sessions at once. Clients do so every few seconds, so totals of messages are read
/// only where they may have changed.
record SessionLists(SessionDatabase database) {

  List<Session> list(Set<SessionType> types) {
    return sessions("WHERE s.session_type IN (<types>)", "types", wire(types)).stream()
        .sorted(Session.NEWEST_FIRST)
        .toList();
  }

  /// Compares the stored types: one that we do not know reads as `user` but is not listed.
  private static List<String> wire(Set<SessionType> types) {
    return types.stream().map(SessionType::wire).toList();
  }

  List<Session> all(List<SessionId> ids) {
    Map<SessionId, Session> found = new HashMap<>();
    sessions("WHERE s.id IN (<ids>)", "ids", ids.stream().map(SessionId::value).toList())
        .forEach(session -> found.put(session.id(), session));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private List<Session> sessions(String where, String name, List<String> values) {
    Optional<Look> look = look();
    return database.read(
        (handle, schema) -> {
          List<Session> bare =
              handle
                  .createQuery(schema.selectWithoutTotals() + where)
                  .bindList(name, values)
                  .map(new SessionReader(_ -> MessageTotals.NONE))
                  .list();
          Map<SessionId, MessageTotals> totals = totals(handle, look, bare, Session::id);
          return bare.stream().map(session -> with(of(totals, session.id()), session)).toList();
        });
  }

  private Optional<Look> look() {
    return database.soon(database.totals()::look);
  }

  private <T> Map<SessionId, MessageTotals> totals(
      Handle handle, Optional<Look> look, List<T> found, Function<T, SessionId> id) {
    return database.totals().of(handle, look, found.stream().map(id).toList());
  }

  private static MessageTotals of(Map<SessionId, MessageTotals> totals, SessionId id) {
    return totals.getOrDefault(id, MessageTotals.NONE);
  }

  private static Session with(MessageTotals totals, Session session) {
    SessionActivity times = session.activity();
    return new Session(
        session.id(),
        session.details(),
        new SessionActivity(times.createdAt(), times.updatedAt(), totals.count(), totals.last()));
  }

  private record Changed(SessionId id, Instant at) {}

  List<SessionPlace> places(Set<SessionType> types, @Nullable String workingDir) {
    String inFolder = workingDir == null ? "" : " AND s.working_dir = :folder";
    Optional<Look> look = look();
    return database.read(
        (handle, _) -> {
          SqlQuery query = handle.createQuery(SessionColumns.PLACES + inFolder);
          if (workingDir != null) {
            query.bind("folder", workingDir);
          }
          List<Changed> found =
              query
                  .bindList("types", wire(types))
                  .map(row -> new Changed(SessionReader.id(row), SessionReader.updated(row)))
                  .list();
          Map<SessionId, MessageTotals> totals = totals(handle, look, found, Changed::id);
          return found.stream()
              .flatMap(session -> place(session, of(totals, session.id())))
              .sorted()
              .toList();
        });
  }

  /// Empty for a session without messages.
  private static Stream<SessionPlace> place(Changed session, MessageTotals totals) {
    return totals.count() == 0
        ? Stream.empty()
        : Stream.of(
            new SessionPlace(
                Objects.requireNonNullElse(totals.last(), session.at()), session.id()));
  }
}
