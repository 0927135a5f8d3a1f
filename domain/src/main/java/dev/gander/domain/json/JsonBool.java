package dev.gander.domain.json;

/// A JSON truth value.
public enum JsonBool implements Json {
  FALSE,
  TRUE;

  public boolean value() {
    return this == TRUE;
  }
}
