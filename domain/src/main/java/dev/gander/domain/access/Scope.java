package dev.gander.domain.access;

/// What a key may be used for.
public enum Scope {
  /// Look at what belongs to the key.
  READ,
  /// Make sessions, and talk to their agents.
  CHAT,
  /// Answer the questions of tools.
  APPROVE,
  /// Settings, secrets, extensions and providers of the server.
  CONFIGURE,
  /// Keys, and what belongs to others.
  ADMIN
}
