package dev.gander.domain.access;

import java.util.Optional;
import java.util.Set;

/// Stores what belongs to which key. Things that are not known here are the server's. Thread-safe,
/// and against other processes that use the same store. What was written is durable. As long as
/// nothing was ever written, nothing is opened or created for a look. Every method throws
/// [dev.gander.domain.error.StorageException] when the store cannot be reached.
public interface Ownership {
  /// Gives a thing to a key, whoever had it before; it is not shared.
  void give(OwnedThing thing, KeyId owner);

  /// Empty for a thing that is not known here.
  Optional<Owner> of(OwnedThing thing);

  /// The ids of the things of a kind that belong to a key or are shared.
  Set<String> openTo(KeyId key, OwnedThing.Kind kind);

  /// Shares a thing with all keys, or no longer. One that is not known here becomes the server's.
  void share(OwnedThing thing, boolean isShared);

  /// Forgets whose a thing was: it is the server's. Does nothing if it is not known here.
  void forget(OwnedThing thing);
}
