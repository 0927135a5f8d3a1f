package dev.gander.application.api.session;

import dev.gander.domain.session.Session;
import dev.gander.domain.share.SharedTexts;

/// Stores the session behind a link as a new one, like any other export.
public final class ImportSharedSession {
  private final SharedTexts texts;
  private final ImportSession importing;

  public ImportSharedSession(SharedTexts texts, ImportSession importing) {
    this.texts = texts;
    this.importing = importing;
  }

  /// @throws dev.gander.domain.error.InvalidInput if the text is not a link, or does not lead to a
  ///   readable session; nothing is stored
  public Session add(String link) throws InterruptedException {
    return importing.add(texts.fetch(link));
  }
}
