package dev.gander.application.template;

import dev.gander.application.template.value.Misuse;
import dev.gander.application.template.value.Value;
import java.math.BigInteger;

/// A word of an expression or tag.
///
/// @param text for a text in quotes, what it stands for
record Word(Kind kind, String text) {
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  boolean is(String nameOrSign) {
    return (kind == Kind.NAME || kind == Kind.SIGN) && text.equals(nameOrSign);
  }

  /// Whether the word is a number without point and exponent.
  boolean isIndex() {
    return kind == Kind.NUMBER && text.chars().allMatch(Character::isDigit);
  }

  /// @throws Misuse if it is too large
  Value number() {
    return isIndex()
        ? new Value.Whole(new BigInteger(text))
        : new Value.Real(Double.parseDouble(text));
  }
}
