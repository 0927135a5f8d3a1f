package dev.gander.application.api.session;

import dev.gander.domain.session.SessionInsights;
import dev.gander.domain.session.SessionSearch;

/// Counts sessions and tokens.
public final class GetInsights {
  private final SessionSearch search;

  public GetInsights(SessionSearch search) {
    this.search = search;
  }

  public SessionInsights get() {
    return search.insights();
  }
}
