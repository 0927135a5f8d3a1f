package dev.gander.bootstrap.cluster;

import dev.gander.domain.cluster.SessionRows;
import dev.gander.domain.cluster.StoredSession;
import dev.gander.domain.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Copies all sessions from one store to another, and then compares both. What is there already is
/// passed over, so that one that was cut off is simply started again. Nothing is deleted, and no
/// session is replaced by another one or by an older state of itself.
final class SessionMove {
  private final SessionRows from;
  private final SessionRows to;

  SessionMove(SessionRows from, SessionRows to) {
    this.from = from;
    this.to = to;
  }

  /// What came of it.
  ///
  /// @param present sessions that were in the other store already
  /// @param kept sessions that the other store has otherwise, and kept
  /// @param different sessions that are not the same in both, although they were copied
  record Outcome(
      int copied, long messages, int present, List<SessionId> kept, List<SessionId> different) {
    boolean isComplete() {
      return kept.isEmpty() && different.isEmpty();
    }
  }

  /// @param progress is told how many sessions were looked at, of two times all
  /// @throws InterruptedException between two sessions; what was copied stays
  Outcome run(List<SessionId> ids, IntConsumer progress) throws InterruptedException {
    to.retire(from.numbers());
    int copied = 0;
    int present = 0;
    long messages = 0;
    int looked = 0;
    List<SessionId> kept = new ArrayList<>();
    for (SessionId id : ids) {
      Optional<StoredSession> source = from.find(id);
      Optional<StoredSession> target = to.find(id);
      if (source.isEmpty() || source.equals(target)) {
        present++;
      } else if (target.isPresent() && !isLaterStateOf(source.get(), target.get())) {
        kept.add(id);
      } else {
        to.put(source.get());
        copied++;
        messages += source.get().messages().size();
      }
      tell(progress, ++looked);
    }
    List<SessionId> different = new ArrayList<>();
    for (SessionId id : ids) {
      if (!kept.contains(id) && !from.find(id).equals(to.find(id))) {
        different.add(id);
      }
      tell(progress, ++looked);
    }
    return new Outcome(copied, messages, present, kept, different);
  }

  /// Times are stored so that they sort as texts.
  private static boolean isLaterStateOf(StoredSession source, StoredSession target) {
    return source.isOnceThe(target) && updated(source).compareTo(updated(target)) >= 0;
  }

  private static String updated(StoredSession session) {
    return session.columns().text("updated_at").orElse("");
  }

  private static void tell(IntConsumer progress, int looked) throws InterruptedException {
    progress.accept(looked);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
