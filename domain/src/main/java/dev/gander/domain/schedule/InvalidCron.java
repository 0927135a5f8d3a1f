package dev.gander.domain.schedule;

import dev.gander.domain.error.InvalidInput;

/// A text that is not a cron expression.
public final class InvalidCron extends InvalidInput {
  private static final long serialVersionUID = 1;

  InvalidCron(String message) {
    super(message);
  }
}
