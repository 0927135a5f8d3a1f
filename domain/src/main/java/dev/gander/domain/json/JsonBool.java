package dev.gander.domain.json;

/// A JSON boolean.
public enum JsonBool implements Json {
  FALSE,
  TRUE;

  public boolean value() {
    return this == TRUE;
  }
}
