package dev.gander.application.api.session;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.share.SharedText;
import dev.gander.domain.share.SharedTexts;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

/// Publishes a session's export, readable only with the link.
public final class ShareSession {
  private final ExportSession export;
  private final SharedTexts texts;

  public ShareSession(ExportSession export, SharedTexts texts) {
    this.export = export;
    this.texts = texts;
  }

  /// @param form creates the shared document, as in [ExportSession]
  /// @param places where to publish it, as in [SharedTexts#publish]
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  /// @throws dev.gander.domain.error.InvalidInput if a place is invalid, none is named or too many,
  ///   or the session is too long to be shared
  /// @throws dev.gander.domain.error.Unavailable if no place accepted the session
  public SharedText share(
      SessionId id, BiFunction<Session, Iterator<Message>, String> form, List<String> places)
      throws InterruptedException {
    return texts.publish(export.export(id, form), places);
  }
}
