package dev.gander.domain.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the user has filed a session: under a project, in the archive.
public record SessionFiling(@Nullable Instant archivedAt, @Nullable String projectId) {
  public static final SessionFiling NONE = new SessionFiling(null, null);

  public SessionFiling unarchived() {
    return new SessionFiling(null, projectId);
  }
}
