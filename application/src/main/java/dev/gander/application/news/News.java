package dev.gander.application.news;

import dev.gander.domain.run.RunId;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Numbers what happens, keeps the newest notices for readers that come back, and tells those that
/// are there. Nothing is noted before somebody has asked for the first time. Thread-safe.
public final class News {
  static final int KEPT = 1024;

  private final IdSource ids;
  private final Deque<Numbered> kept = new ArrayDeque<>();
  private final List<Consumer<Numbered>> listeners = new ArrayList<>();
  private @Nullable String epoch;
  private long newest;
  private volatile boolean isWanted;

  public News(IdSource ids) {
    this.ids = ids;
  }

  /// A notice and its place among all.
  public record Numbered(long number, Notice notice) {}

  /// A place in the news of one process.
  ///
  /// @param epoch tells it from those of other processes
  /// @param number of the last notice before it
  public record Place(String epoch, long number) {}

  /// A reader that is told from now on.
  ///
  /// @param place up to which it knows everything, with `missed`
  /// @param missed what it has missed before
  /// @param isLost whether it has missed more than is kept
  /// @param leave ends it
  public record Joined(Place place, List<Numbered> missed, boolean isLost, Runnable leave) {}

  /// Whether anybody has ever asked.
  boolean isWanted() {
    return isWanted;
  }

  /// Must not be called with locks that a listener takes.
  void tell(Notice notice) {
    if (isWanted) {
      add(notice);
    }
  }

  private synchronized void add(Notice notice) {
    newest++;
    Numbered numbered = new Numbered(newest, notice);
    kept.add(numbered);
    if (kept.size() > KEPT) {
      kept.remove();
    }
    listeners.forEach(listener -> listener.accept(numbered));
  }

  /// A session was made, or has another name.
  public void changed(SessionId session) {
    tell(new Notice.SessionChanged(session));
  }

  public void deleted(SessionId session) {
    tell(new Notice.SessionDeleted(session));
  }

  /// A run has changed.
  public void changed(RunId run) {
    tell(new Notice.RunChanged(run));
  }

  /// Where the news are now. From here on they are kept.
  public synchronized Place now() {
    isWanted = true;
    if (epoch == null) {
      epoch = ids.uuid().substring(0, 8);
    }
    return new Place(epoch, newest);
  }

  /// Begins to tell a reader.
  ///
  /// @param after what it knows; null for one that wants nothing of the past
  /// @param listener called in the order of the numbers; must be quick, and must not use this
  public synchronized Joined join(@Nullable Place after, Consumer<Numbered> listener) {
    Place now = now();
    listeners.add(listener);
    Runnable leave = () -> leave(listener);
    if (after == null) {
      return new Joined(now, List.of(), false, leave);
    }
    boolean isLost =
        !after.epoch().equals(now.epoch())
            || after.number() > newest
            || after.number() < newest - kept.size();
    List<Numbered> missed =
        isLost
            ? List.of()
            : kept.stream().filter(notice -> notice.number() > after.number()).toList();
    return new Joined(now, missed, isLost, leave);
  }

  private synchronized void leave(Consumer<Numbered> listener) {
    listeners.remove(listener);
  }
}
