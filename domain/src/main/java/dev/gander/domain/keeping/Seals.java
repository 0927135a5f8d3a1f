package dev.gander.domain.keeping;

import dev.gander.domain.error.InvalidInput;

/// Encrypts what is kept on disk, in a format that other programs open as well. Thread-safe.
public interface Seals {
  /// Seals for the first of these identities, and opens with any of them.
  ///
  /// @param identities one per line; empty lines and those that begin with `#` are skipped
  /// @throws InvalidInput if there is none, or one is broken; the text tells the line and quotes
  ///   nothing
  Seal with(String identities);

  /// A new identity, as lines for a file of identities.
  String newIdentity();

  /// Encrypts for whoever has an identity. Thread-safe.
  interface Seal {
    byte[] seal(byte[] content);

    /// @throws InvalidInput if nothing can be made of the bytes: they are for other identities, or
    ///   were changed, or are cut off
    byte[] open(byte[] sealed);

    /// What is public of the identity for which this seals.
    String recipient();
  }
}
