package dev.gander.domain.speech;

import dev.gander.domain.error.Unavailable;

/// So many wait for a transcriber that another one had better come back later.
public final class TranscriberBusy extends Unavailable {
  private static final long serialVersionUID = 1;

  public TranscriberBusy(String message) {
    super(message);
  }
}
