package dev.gander.domain.access;

/// What a key allows.
public enum Scope {
  READ,
  CHAT,
  APPROVE,
  CONFIGURE,
  ADMIN
}
