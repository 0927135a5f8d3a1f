package dev.gander.application.api.session;

import dev.gander.domain.session.SessionInsights;
import dev.gander.domain.session.SessionSearch;

/// `GET /sessions/insights`.
public record GetInsights(SessionSearch search) {
  public SessionInsights get() {
    return search.insights();
  }
}
