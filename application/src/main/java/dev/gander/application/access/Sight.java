package dev.gander.application.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.OwnedThing;
import dev.gander.domain.access.OwnedThing.Kind;
import dev.gander.domain.access.Owner;
import dev.gander.domain.access.Ownership;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobIdTaken;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What the current caller sees: the server and admins everything, a key what belongs to it or is
/// shared. To all others a thing that is not seen is one that does not exist: the look that finds
/// out is the same for both, so that it takes the same time. Thread-safe.
public final class Sight {
  private static final int REMEMBERED = 10_000;

  private final Ownership ownership;

  /// Sessions that belong to a key for good; ids are never used again.
  private final Map<SessionId, KeyId> owners = new ConcurrentHashMap<>();

  public Sight(Ownership ownership) {
    this.ownership = ownership;
  }

  public boolean seesAll() {
    return CurrentCaller.get().seesAll();
  }

  public boolean sees(SessionId id) {
    Caller caller = CurrentCaller.get();
    if (caller.seesAll() || caller.key().equals(owners.get(id))) {
      return true;
    }
    Owner owner = owner(OwnedThing.of(id));
    if (owner.key().equals(caller.key())) {
      remember(id, owner.key());
    }
    return owner.lets(caller.key());
  }

  private void remember(SessionId id, KeyId owner) {
    if (owners.size() >= REMEMBERED) {
      owners.clear();
    }
    owners.put(id, owner);
  }

  private Owner owner(OwnedThing thing) {
    return ownership.of(thing).orElse(Owner.SERVER);
  }

  /// @throws SessionNotFound if it is not seen, whether or not it exists
  public void require(SessionId id) {
    if (!sees(id)) {
      throw new SessionNotFound(id);
    }
  }

  /// The sessions that the caller sees, if it does not see all; some may no longer exist.
  Set<SessionId> sessions() {
    return ids(Kind.SESSION).stream().map(SessionId::new).collect(toUnmodifiableSet());
  }

  private Set<String> ids(Kind kind) {
    return ownership.openTo(CurrentCaller.get().key(), kind);
  }

  /// A session that the caller has made.
  void made(SessionId id) {
    KeyId maker = CurrentCaller.get().key();
    if (!maker.equals(KeyId.SERVER)) {
      ownership.give(OwnedThing.of(id), maker);
      remember(id, maker);
    }
  }

  /// Whether the caller may do away with a session that it sees.
  boolean owns(SessionId id) {
    Caller caller = CurrentCaller.get();
    return caller.seesAll() || owner(OwnedThing.of(id)).key().equals(caller.key());
  }

  /// Whose things a schedule makes when it runs.
  public Caller ownerOf(JobId id) {
    return Caller.owning(owner(OwnedThing.of(id)).key());
  }

  public boolean sees(JobId id) {
    Caller caller = CurrentCaller.get();
    return caller.seesAll() || owner(OwnedThing.of(id)).lets(caller.key());
  }

  /// @throws ScheduleNotFound if it is not seen, whether or not it exists
  public void require(JobId id) {
    if (!sees(id)) {
      throw new ScheduleNotFound(id);
    }
  }

  /// Those that the caller sees, in their order.
  public <T> List<T> ofSchedules(List<T> all, Function<T, JobId> id) {
    if (seesAll()) {
      return all;
    }
    Set<String> seen = ids(Kind.SCHEDULE);
    return all.stream().filter(it -> seen.contains(id.apply(it).text())).toList();
  }

  /// Before the caller makes a schedule: an id under which another key has had one may still lead
  /// to its runs.
  ///
  /// @param hasHistory whether there were runs under this id
  /// @throws JobIdTaken if it is another's
  public void requireFree(JobId id, boolean hasHistory) {
    Caller caller = CurrentCaller.get();
    boolean isAnothers =
        ownership
            .of(OwnedThing.of(id))
            .map(owner -> !owner.key().equals(caller.key()))
            .orElse(hasHistory);
    if (!caller.seesAll() && isAnothers) {
      throw new JobIdTaken(id);
    }
  }

  /// A schedule that the caller has made.
  public void made(JobId id) {
    KeyId maker = CurrentCaller.get().key();
    if (maker.equals(KeyId.SERVER)) {
      ownership.forget(OwnedThing.of(id));
    } else {
      ownership.give(OwnedThing.of(id), maker);
    }
  }

  /// Shares a session with all keys, or no longer.
  ///
  /// @throws SessionNotFound unless it belongs to the caller, or the caller sees all
  public void share(SessionId id, boolean isShared) {
    if (!owns(id)) {
      throw new SessionNotFound(id);
    }
    ownership.share(OwnedThing.of(id), isShared);
  }

  /// Whose things a session's own turns make.
  public Caller ownerOf(SessionId id) {
    return Caller.owning(owner(OwnedThing.of(id)).key());
  }
}
