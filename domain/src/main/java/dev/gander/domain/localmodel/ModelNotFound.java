package dev.gander.domain.localmodel;

import dev.gander.domain.error.NotFound;

/// There is no such model on this machine.
public final class ModelNotFound extends NotFound {
  private static final long serialVersionUID = 1;

  private final String id;

  public ModelNotFound(String id) {
    super("Model not found: " + id);
    this.id = id;
  }

  public String id() {
    return id;
  }
}
