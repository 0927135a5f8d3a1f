package dev.gander.domain.json;

/// The JSON value `null`, which is not the same as an absent member.
public enum JsonNull implements Json {
  NULL
}
