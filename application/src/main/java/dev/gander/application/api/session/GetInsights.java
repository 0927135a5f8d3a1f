package dev.gander.application.api.session;

import dev.gander.domain.session.SessionInsights;
import dev.gander.domain.session.SessionSearch;

/// `GET /sessions/insights`.
public final class GetInsights {
  private final SessionSearch search;

  public GetInsights(SessionSearch search) {
    this.search = search;
  }

  public SessionInsights get() {
    return search.insights();
  }
}
