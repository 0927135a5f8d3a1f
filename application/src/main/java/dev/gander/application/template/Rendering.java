package dev.gander.application.template;

import dev.gander.application.template.value.Allowance;
import dev.gander.application.template.value.Semantics;
import java.util.function.UnaryOperator;

/// How a template is rendered, and how much it may use. Immutable.
///
/// @param maxOutput the most characters of the output, and of any text made on the way
/// @param maxSteps the most steps: nodes, expressions, rounds of loops, and long values by their
///   length
/// @param print applied to each text that an expression prints, but not to the template's own text.
///   If the outermost filter is `indent`, it is applied to each line without its leading blanks.
///   Where values are printed as JSON, it gets a text without quotes and escapes, and its result is
///   escaped and quoted; values that are not texts it gets as JSON.
public record Rendering(
    Undefined undefined, int maxOutput, int maxSteps, UnaryOperator<String> print) {
  /// For templates that come from strangers: they end within a tenth of a second.
  public static final Rendering LENIENT =
      new Rendering(Undefined.LENIENT, 8_000_000, 500_000, UnaryOperator.identity());

  public static final Rendering STRICT = LENIENT.with(Undefined.STRICT);

  /// What an undefined name does.
  public enum Undefined {
    /// It is printed as empty text, looped over as an empty list, and false. Arithmetic with it and
    /// access to its members are errors.
    LENIENT,
    /// Every use is an error, except by the tests `defined` and `undefined` and the filter
    /// `default`.
    STRICT
  }

  Semantics semantics() {
    return new Semantics(undefined == Undefined.STRICT, new Allowance(maxOutput, maxSteps));
  }

  public Rendering with(Undefined other) {
    return new Rendering(other, maxOutput, maxSteps, print);
  }

  public Rendering withLimits(int output, int steps) {
    return new Rendering(undefined, output, steps, print);
  }

  public Rendering printing(UnaryOperator<String> other) {
    return new Rendering(undefined, maxOutput, maxSteps, other);
  }
}
