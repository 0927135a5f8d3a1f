package dev.gander.application.template.value;

import dev.gander.domain.error.InvalidInput;

/// Something that cannot be done with values, or would take more than is allowed. Values are not
/// quoted.
public final class Misuse extends InvalidInput {
  private static final long serialVersionUID = 1;

  public Misuse(String problem) {
    super(problem);
  }
}
