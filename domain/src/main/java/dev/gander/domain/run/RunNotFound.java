package dev.gander.domain.run;

import dev.gander.domain.error.NotFound;

/// There is no run with this id, or it is somebody else's.
public final class RunNotFound extends NotFound {
  private static final long serialVersionUID = 1;
  private final transient RunId id;

  public RunNotFound(RunId id) {
    super("Run not found: " + id);
    this.id = id;
  }

  public RunId id() {
    return id;
  }
}
