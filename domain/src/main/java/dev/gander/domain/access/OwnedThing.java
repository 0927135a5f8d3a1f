package dev.gander.domain.access;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.session.SessionId;
import java.util.Locale;

/// Something that belongs to a key.
public record OwnedThing(Kind kind, String id) {
  /// What it is.
  public enum Kind {
    SESSION,
    SCHEDULE,
    RUN;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static OwnedThing of(SessionId session) {
    return new OwnedThing(Kind.SESSION, session.value());
  }

  public static OwnedThing of(JobId schedule) {
    return new OwnedThing(Kind.SCHEDULE, schedule.text());
  }
}
