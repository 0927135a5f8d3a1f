package dev.gander.domain.shell;

/// Ends the reading of a command line: what follows may mean anything.
final class NotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String why;

  NotUnderstood(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
