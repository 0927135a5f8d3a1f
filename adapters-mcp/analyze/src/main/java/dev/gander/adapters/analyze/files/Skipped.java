package dev.gander.adapters.analyze.files;

/// Why a source file is not part of the answer.
public enum Skipped {
  TOO_LARGE("too large"),
  NOT_TEXT("not text"),
  UNREADABLE("unreadable"),
  TOO_SLOW("too slow to parse"),
  NO_TIME("no time left");

  private final String reason;

  Skipped(String reason) {
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
