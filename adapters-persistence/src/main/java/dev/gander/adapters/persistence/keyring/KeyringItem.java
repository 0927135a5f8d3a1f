package dev.gander.adapters.persistence.keyring;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The entries that we use, by the attributes that programs set with goose's keyring library.
enum KeyringItem {
  /// goose's own, with all its secrets.
  SECRETS("goose", "secrets"),
  /// Ours, with the identities that open the sealed file.
  IDENTITY("gander", "secrets-identity");

  private final String service;
  private final String user;

  KeyringItem(String service, String user) {
    this.service = service;
    this.user = user;
  }

  /// What users see.
  String label() {
    return user + "@" + service + ":default";
  }

  /// Those of a new entry.
  Map<String, String> attributes() {
    return Map.of(
        "service", service, "username", user, "target", "default", "application", "rust-keyring");
  }

  /// Those by which it is found: as newer versions of the library make it, and as older ones did.
  Stream<Map<String, String>> searched() {
    return List.of(
        Map.of("service", service, "username", user, "target", "default"),
        Map.of("service", service, "username", user))
        .stream();
  }
}
