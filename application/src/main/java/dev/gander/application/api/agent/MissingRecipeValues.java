package dev.gander.application.api.agent;

import dev.gander.domain.error.InvalidInput;

/// A recipe has parameters without values.
public final class MissingRecipeValues extends InvalidInput {
  private static final long serialVersionUID = 1;

  MissingRecipeValues() {
    super("The recipe has parameters that were given no value");
  }
}
