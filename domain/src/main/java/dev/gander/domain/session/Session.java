package dev.gander.domain.session;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import java.util.Comparator;

/// A session as it is stored, without its messages.
public record Session(SessionId id, SessionDetails details, SessionActivity activity) {
  /// Last changed first, then highest id first.
  public static final Comparator<Session> NEWEST_FIRST =
      Comparator.comparing((Session session) -> session.activity().updatedAt())
          .thenComparing(Session::id)
          .reversed();

  public SessionName name() {
    return details.name();
  }

  public SessionType type() {
    return details.origin().type();
  }

  public String workingDir() {
    return details.workingDir();
  }

  public GooseMode mode() {
    return details.mode();
  }

  public SessionModel model() {
    return details.model();
  }

  public AttachedRecipe recipe() {
    return details.recipe();
  }

  public JsonObject extensionData() {
    return details.extensionData();
  }

  public TokenState tokens() {
    return details.tokens();
  }
}
